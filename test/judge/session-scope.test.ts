import { describe, expect, test } from 'vitest';
import { sessionScopes } from '../../src/judge/session-scope.js';
import type { LoadConfig, StepAction } from '../../src/record/timeline.js';
import { caseOf, observationOf, on, track } from './fixture.js';

/** How many scopes two tabs of one device have that send one message each. */
function scopesOf(config: LoadConfig, ...then: readonly StepAction[]): number {
  const load = { kind: 'load', config } as const;
  const scenario = caseOf([load, on('tab2', load), ...then, track('one'), on('tab2', track('two'))]);
  const observation = observationOf(scenario);
  return new Set(observation.events.map(sessionScopes(observation))).size;
}

describe('who has one session at a time', () => {
  test.each(['cookieStorage', 'localStorage'] as const)('under %s it is the device', (type) => {
    expect(scopesOf({})).toBe(1);
    expect(scopesOf({ storage: { type } })).toBe(1);
  });

  test.each(['sessionStorage', 'memoryStorage'] as const)('under %s it is the tab', (type) => {
    expect(scopesOf({ storage: { type } })).toBe(2);
  });

  test.each([
    ['cleared', 1],
    ['available', 1],
    ['full', 2],
    ['unavailable', 2],
  ] as const)('when storage is %s there are %i for two tabs', (state, scopes) => {
    expect(scopesOf({}, { kind: 'storage', state })).toBe(scopes);
  });

  test.each([
    ['none', 2],
    ['anonymousId', 2],
    ['session', 1],
  ] as const)('before consent with the strategy %s there are %i for two tabs', (storage, scopes) => {
    expect(scopesOf({ preConsent: { storage, delivery: 'immediate' } })).toBe(scopes);
  });

  test('a tab that stores in another place than before has another one there', () => {
    const type = (each: 'sessionStorage' | 'cookieStorage') => ({ storage: { type: each } });
    const reload = (config: LoadConfig): StepAction => ({ kind: 'reload', config });
    const first = { kind: 'load', config: type('sessionStorage') } as const;
    const scenario = caseOf([
      first,
      track('one'),
      reload(type('cookieStorage')),
      track('two'),
      reload(first.config),
      track('three'),
    ]);
    const observation = observationOf(scenario);
    const [one, two, three] = observation.events.map(sessionScopes(observation));
    expect(two).not.toBe(one);
    expect(three).toBe(one);
  });

  test.each<StepAction>([{ kind: 'reload', config: {} }, { kind: 'consent' }])(
    'a page that waits for consent has none of what was stored before, until $kind',
    (then) => {
      const load = { kind: 'load', config: {} } as const;
      const asking: StepAction = {
        kind: 'reload',
        config: { preConsent: { storage: 'none', delivery: 'immediate' } },
      };
      const observation = observationOf(caseOf([load, track('one'), asking, track('two'), then, track('three')]));
      const [one, two, three] = observation.events.map(sessionScopes(observation));
      expect(two).not.toBe(one);
      expect(three).toBe(one);
    },
  );

  test('a page that stores in its memory has another one than the page that follows, and can store', () => {
    const storage = (state: 'unavailable' | 'full'): StepAction => ({ kind: 'storage', state });
    const reload: StepAction = { kind: 'reload' };
    const load = { kind: 'load', config: {} } as const;
    const scenario = caseOf([
      storage('unavailable'),
      load,
      storage('full'),
      track('one'),
      reload,
      track('two'),
      track('three'),
    ]);
    const observation = observationOf(scenario);
    const [one, two, three] = observation.events.map(sessionScopes(observation));
    expect(two).not.toBe(one);
    expect(three).toBe(two);
  });

  test.each(['unavailable', 'full'] as const)('when storage is %s, each page may have its own in memory', (state) => {
    const load = { kind: 'load', config: {} } as const;
    const observation = observationOf(
      caseOf([{ kind: 'storage', state }, load, track('one'), track('two'), { kind: 'reload' }, track('three')]),
    );
    const [one, two, three] = observation.events.map(sessionScopes(observation));
    expect(two).toBe(one);
    expect(three).not.toBe(two);
  });

  test('under memoryStorage each page has its own', () => {
    const load = { kind: 'load', config: { storage: { type: 'memoryStorage' } } } as const;
    const observation = observationOf(caseOf([load, track('one'), { kind: 'reload' }, track('two')]));
    expect(new Set(observation.events.map(sessionScopes(observation))).size).toBe(2);
  });

  test('devices are apart in any case', () => {
    const load = { kind: 'load', config: {} } as const;
    const observation = observationOf(
      caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('two'), 'device2')]),
    );
    expect(new Set(observation.events.map(sessionScopes(observation))).size).toBe(2);
  });
});
