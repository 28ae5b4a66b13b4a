import { describe, expect, test } from 'vitest';
import { circumstancesOf } from '../../src/explain/circumstances.js';
import type { StepAction } from '../../src/record/timeline.js';
import { caseOf, load, on, track, wait } from '../judge/fixture.js';

type Steps = Parameters<typeof caseOf>[0];

/** What is told of the last step. */
function last(...steps: Steps): { under: string[]; since: string[] } {
  const { under, since } = circumstancesOf(caseOf(steps).timeline, steps.length - 1);
  return { under: under.map(({ text }) => text), since: since.map(({ text }) => text) };
}

function since(...steps: Steps): string[] {
  return last(load, track('one'), ...steps, track('two')).since;
}

const minute = 60_000;
const background = { kind: 'background' } as const;
const foreground = { kind: 'foreground' } as const;
const freeze = { kind: 'freeze' } as const;
const thaw = { kind: 'thaw' } as const;

describe('circumstancesOf', () => {
  test.each<[Steps, string[]]>([
    [[], []],
    [[wait(minute), wait(2 * minute)], ['3m idle in the foreground']],
    [[{ kind: 'sleep', durationMs: minute }], ['1m asleep']],
    [[background, wait(minute), foreground], ['1m in the background']],
    [[background, wait(minute)], ['1m in the background']],
    [[background, foreground], ['a moment in the background']],
    [
      [wait(minute), background, wait(minute), foreground, wait(minute)],
      ['1m idle in the foreground', '1m in the background', '1m idle in the foreground'],
    ],
    [[freeze, wait(minute), thaw], ['1m frozen']],
    [
      [background, wait(minute), { kind: 'restart' }, wait(minute)],
      ['1m in the background', 'a restart', '1m idle in the foreground'],
    ],
    [[{ kind: 'reload' }], ['a reload']],
    [[{ kind: 'navigate', url: 'https://shop.example/cart' }], ['another page']],
    [
      [{ kind: 'crash' }, { kind: 'close' }, load],
      ['a crash', 'the page being closed', 'the load'],
    ],
    [[{ kind: 'setClock', byMs: -minute }], ['the clock being set back by 1m']],
    [[{ kind: 'setClock', byMs: minute }], ['the clock being set forward by 1m']],
    [[{ kind: 'getSessionId' }], ['the id being read']],
    [
      [{ kind: 'startSession' }, { kind: 'endSession' }, { kind: 'reset' }],
      ['startSession', 'endSession', 'reset'],
    ],
    [
      [
        { kind: 'network', state: 'offline' },
        { kind: 'damage', how: 'truncated' },
      ],
      ['network offline', 'damage truncated'],
    ],
    [[{ kind: 'open', url: 'https://shop.example/' }], []],
    [[wait(0)], []],
  ])('%j', (steps, texts) => {
    expect(since(...steps)).toEqual(texts);
  });

  test('nothing from before the event before', () => {
    expect(last(load, { kind: 'reset' }, wait(minute), track('one'), track('two')).since).toEqual([]);
    expect(circumstancesOf(caseOf([load, track('one'), wait(1), track('two')]).timeline, 3).before).toBe(1);
    expect(circumstancesOf(caseOf([load, track('one')]).timeline, 1).before).toBeUndefined();
  });

  test('the configuration in force, and a session of the application', () => {
    const short: StepAction = { kind: 'load', config: { sessions: { timeout: 10_000 } } };
    expect(last(short, track('one')).under).toEqual(['timeout 10s']);
    expect(last(short, { kind: 'reload', config: {} }, track('one')).under).toEqual([]);
    expect(last(load, { kind: 'startSession' }, track('one'), track('two')).under).toEqual([
      'a session of the application',
    ]);
    expect(last(load, { kind: 'startSession' }, { kind: 'reset' }, track('two')).under).toEqual([
      'a session of the application',
    ]);
    expect(last(load, { kind: 'startSession' }, { kind: 'endSession' }, track('two')).under).toEqual([]);
  });

  test('another tab is told, another device is not; time passes for all', () => {
    const told = last(load, track('one'), on('tab2', load), on('tab2', track('two')));
    expect(told.since).toEqual(['the load', 'in tab2 after tab1']);
    const devices = last(
      load,
      on('tab1', load, 'device2'),
      track('one'),
      on('tab1', { kind: 'reset' }, 'device2'),
      on('tab1', wait(minute), 'device2'),
      track('two'),
    );
    expect(devices.since).toEqual(['1m idle in the foreground']);
  });

  test('a step that the timeline does not have is a mistake', () => {
    expect(() => circumstancesOf(caseOf([load]).timeline, 5)).toThrow('no step 5');
  });
});
