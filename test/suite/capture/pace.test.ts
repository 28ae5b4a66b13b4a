import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepAction, Timeline } from '../../../src/record/timeline.js';
import { asPlayed, elapsedAt, gapsOf, type Pace, whereabouts, withSlack } from '../../../src/suite/capture/pace.js';
import { background, foreground, load, track, wait } from './phone.js';

function timeline(...actions: StepAction[]): Timeline {
  return { id: 'x', startMs: 500, steps: actions.map((action) => ({ device: 'device1', client: 'app', action })) };
}

const away = timeline(load, track('A'), background, wait(60_000), foreground, wait(1_000), track('B'));
const played: Pace = {
  timeline: away,
  atMs: new Map([
    [1, 10_000],
    [6, 81_000],
  ]),
};
const hurried: Pace = {
  timeline: away,
  atMs: new Map([
    [1, 10_000],
    [6, 30_000],
  ]),
};

/** Waits by their length, and everything else by its first letter. */
function shape({ steps }: Timeline): string {
  return steps.map(({ action }) => (action.kind === 'wait' ? action.durationMs : action.kind[0])).join(' ');
}

describe('what was played', () => {
  test('has gaps between its dated calls', () => {
    expect(gapsOf(played)).toEqual([{ from: 1, to: 6, waits: [3, 5], writtenMs: 61_000, playedMs: 71_000 }]);
  });

  test('has the time that it took beyond the waits wherever it can have been', () => {
    const all = whereabouts(played).map((where) => [where, shape(asPlayed(played, where, 0))]);
    expect(all).toEqual([
      ['before', 'l e 10000 b 60000 f 1000 e'],
      ['after', 'l e 1 b 60000 f 1000 10000 e'],
      [0, 'l e 1 b 70000 f 1000 e'],
      [1, 'l e 1 b 60000 f 11000 e'],
    ]);
    expect(asPlayed(played, 'before', 0).startMs).toBe(10_000);
  });

  test('lacks what was missing wherever that can have been', () => {
    expect(shape(asPlayed(hurried, 'before', 0))).toBe('l e 1 b 19000 f 1000 e');
    expect(shape(asPlayed(hurried, 'after', 0))).toBe('l e 1 b 20000 f 0 e');
    expect(shape(asPlayed(hurried, 1, 0))).toBe('l e 1 b 20000 f 0 e');
  });

  test('has waits that may have been a little longer or shorter, and none that is negative', () => {
    expect(shape(withSlack(away, 5_000))).toBe('l 1 e 1 b 65000 f 6000 e');
    expect(shape(withSlack(away, -5_000))).toBe('l 1 e 1 b 55000 f 0 e');
  });

  test('takes as long as it was seen to take, wherever the time went', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 4, size: 'max' });
    fc.assert(
      fc.property(waits, fc.integer({ min: 0, max: 500_000 }), fc.nat(3), (durations, tookMs, where) => {
        const of = timeline(track('A'), ...durations.map(wait), track('B'));
        const pace = {
          timeline: of,
          atMs: new Map([
            [0, 7],
            [durations.length + 1, 7 + tookMs],
          ]),
        };
        const { steps, startMs } = asPlayed(pace, where, 0);
        expect([startMs, elapsedAt(steps, steps.length - 1)]).toEqual([7, tookMs]);
      }),
    );
  });
});
