import type { Timeline } from '../record/timeline.js';

/**
 * The function, computed once for each timeline: many checks ask the same of it, for every message that they look at. A
 * timeline never changes, and what was computed goes with it.
 */
export function byTimeline<Result>(compute: (timeline: Timeline) => Result): (timeline: Timeline) => Result {
  const known = new WeakMap<Timeline, { readonly result: Result }>();
  return (timeline) => {
    const before = known.get(timeline);
    if (before !== undefined) return before.result;
    const result = compute(timeline);
    known.set(timeline, { result });
    return result;
  };
}
