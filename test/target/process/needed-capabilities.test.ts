import { describe, expect, test } from 'vitest';
import type { StepAction } from '../../../src/record/timeline.js';
import { neededCapabilities, whyNotCapable } from '../../../src/target/process/needed-capabilities.js';
import { capabilities } from '../../../src/target/process/protocol.js';
import { timeline } from '../timeline.js';

const needs = (...actions: StepAction[]): string[] => [...neededCapabilities(timeline(actions))];
const load = (sessions: object, more: object = {}): StepAction => ({ kind: 'load', config: { sessions, ...more } });

describe('what a timeline asks of an adapter', () => {
  test.each<[StepAction, readonly string[]]>([
    [{ kind: 'load', config: {} }, ['load']],
    [load({ timeout: 5_000, autoTrack: false }), ['load', 'load.timeout', 'load.autoTrack']],
    [load({ timeout: '5s' }), ['load', 'load.timeout', 'any-value']],
    [load({ timeout: { notJson: 'NaN' } }), ['load', 'load.timeout', 'any-value']],
    [load({ autoTrack: 1 }), ['load', 'load.autoTrack', 'any-value']],
    [load({ cutOff: { enabled: true, duration: 5 }, other: 1 }), ['load', 'load.other', 'load.cutOff']],
    [load({ cutOff: { enabled: 'yes' } }), ['load', 'load.cutOff', 'any-value']],
    [load({}, { storage: {}, lifecycleEvents: false }), ['load', 'load.storage', 'load.lifecycleEvents']],
    [{ kind: 'event', type: 'track', name: 'A' }, ['track']],
    [{ kind: 'event', type: 'page', context: {}, category: 'b' }, ['page', 'event.context', 'event.category']],
    [{ kind: 'event', type: 'alias', previousId: 'a' }, ['alias', 'alias.previousId']],
    [{ kind: 'startSession' }, ['startSession']],
    [{ kind: 'startSession', sessionId: 1_234_567_890 }, ['startSession', 'startSession.sessionId']],
    [{ kind: 'startSession', sessionId: 'x' }, ['startSession', 'startSession.sessionId', 'any-value']],
    [{ kind: 'reset', anonymousId: true }, ['reset', 'reset.anonymousId']],
    [{ kind: 'consent', storage: 'none' }, ['consent', 'consent.storage']],
    [{ kind: 'server', answer: 500 }, ['server']],
    [{ kind: 'server', answer: 'hang' }, ['server.hang']],
    [{ kind: 'server', answer: 'ok' }, []],
    [{ kind: 'wait', durationMs: 5 }, []],
    [{ kind: 'open', url: 'https://a.example/' }, []],
    [{ kind: 'setClock', byMs: 5 }, ['setClock']],
    [{ kind: 'reload', config: { sessions: { timeout: 1 } } }, ['reload', 'load.timeout']],
  ])('%j', (action, wanted) => {
    expect(needs(action)).toEqual(wanted);
  });

  test('is more with several tabs, and with several devices', () => {
    const at = (...places: [string, string][]) => ({
      ...timeline([]),
      steps: places.map(([device, client]) => ({ device, client, action: { kind: 'load', config: {} } as const })),
    });
    expect([...neededCapabilities(at(['a', '1'], ['a', '2']))]).toEqual(['load', 'clients']);
    expect([...neededCapabilities(at(['a', '1'], ['b', '1']))]).toEqual(['load', 'devices']);
    const set = { device: 'a', client: '1', action: { kind: 'setClock', byMs: 1 } } as const;
    const two = at(['a', '1'], ['b', '1']);
    expect(whyNotCapable({ ...two, steps: [...two.steps, set] }, capabilities)).toBe(
      'sets the clock of one of several devices, and an adapter has one clock',
    );
  });

  test('is named where it is lacking, and nothing else is', () => {
    const wanted = timeline([load({ timeout: 1 }), { kind: 'restart' }]);
    expect(whyNotCapable(wanted, ['load', 'track'])).toBe(
      'asks for load.timeout, restart, which the adapter does not have',
    );
    expect(whyNotCapable(wanted, ['load', 'track', 'restart', 'load.timeout'])).toBeUndefined();
  });
});
