import { expect, test } from 'vitest';
import { byTimeline } from '../../src/judge/by-timeline.js';
import type { Timeline } from '../../src/record/timeline.js';

test('computes once for each timeline, whatever comes out of it', () => {
  const timelines = [1, 2].map((startMs): Timeline => ({ id: 'same', startMs, steps: [] }));
  let computed = 0;
  const startOf = byTimeline(({ startMs }) => {
    computed += 1;
    return startMs === 2 ? undefined : startMs;
  });
  expect([...timelines, ...timelines].map(startOf)).toEqual([1, undefined, 1, undefined]);
  expect(computed).toBe(2);
});
