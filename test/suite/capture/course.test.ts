import { expect, test } from 'vitest';
import type { StepAction, Timeline } from '../../../src/record/timeline.js';
import { courseOf, firstTurn, sessionsAlone } from '../../../src/suite/capture/course.js';
import { background, bench, foreground, load, track, wait } from './phone.js';

function timeline(...actions: StepAction[]): Timeline {
  return { id: 'x', startMs: 500, steps: actions.map((action) => ({ device: 'device1', client: 'app', action })) };
}

const away = (awayMs: number) =>
  courseOf(timeline(load, track('A'), background, wait(awayMs), foreground, track('B'), track('C')), bench);

test('a course is what becomes of each event, and turns where something else does', () => {
  expect(away(400_000)).toEqual([
    { kind: 'message', session: 1, start: true },
    { kind: 'message', session: 2, start: true },
    { kind: 'message', session: 2, start: false },
  ]);
  expect(firstTurn(away(400_000), away(1_000))).toBe(1);
  expect(firstTurn(away(400_000), away(500_000))).toBeUndefined();
  expect(firstTurn(away(1_000), away(1_000).slice(0, 2))).toBe(2);
});

test('of sessions alone, neither the marker nor the number counts', () => {
  const [, second, third] = away(400_000);
  const alone = [
    { kind: 'message', session: 1, start: false },
    { kind: 'message', session: 1, start: false },
  ];
  expect(sessionsAlone([second, third])).toEqual(alone);
  expect(sessionsAlone([undefined, { kind: 'message', start: true }])).toEqual([
    undefined,
    { kind: 'message', start: false },
  ]);
});
