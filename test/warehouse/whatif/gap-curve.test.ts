import { describe, expect, test } from 'vitest';
import { bendOf, GapCurve, ladderMs } from '../../../src/warehouse/whatif/gap-curve.js';

const minuteMs = 60_000;
const points = (heights: readonly number[]): { timeoutMs: number; sessions: number }[] =>
  heights.map((sessions, index) => ({ timeoutMs: minuteMs * 2 ** index, sessions }));

describe('the curve of gaps', () => {
  test('is one session for each user, and one more for each gap beyond the timeout', () => {
    const curve = new GapCurve('exclusive');
    for (const gap of [undefined, 30 * minuteMs, 30 * minuteMs + 1, 3 * 1440 * minuteMs, undefined, 0]) curve.add(gap);
    const sessionsAt = new Map(curve.points().map(({ timeoutMs, sessions }) => [timeoutMs / minuteMs, sessions]));
    expect([1, 25, 30, 40, 1440].map((minutes) => sessionsAt.get(minutes))).toEqual([5, 5, 4, 3, 3]);
    expect(curve.points().map(({ timeoutMs }) => timeoutMs)).toEqual(ladderMs);
  });

  test('knows its boundary', () => {
    const curve = new GapCurve('inclusive');
    for (const gap of [undefined, 30 * minuteMs]) curve.add(gap);
    expect(curve.points().find(({ timeoutMs }) => timeoutMs === 30 * minuteMs)?.sessions).toBe(2);
  });
});

describe('the bend', () => {
  test('is where the curve lies furthest below the straight line between its ends', () => {
    expect(bendOf(points([100, 60, 20, 15, 10]))).toEqual({ timeoutMs: 4 * minuteMs, sessions: 20 });
  });

  test('is nowhere on a straight line, on one that bends the other way, and on a level one', () => {
    expect(bendOf(points([100, 75, 50, 25, 0]))).toBeUndefined();
    expect(bendOf(points([100, 95, 90, 80, 0]))).toBeUndefined();
    expect(bendOf(points([7, 7, 7]))).toBeUndefined();
    expect(bendOf([])).toBeUndefined();
  });
});
