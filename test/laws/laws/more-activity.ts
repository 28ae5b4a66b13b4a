import type { Step } from '../../../src/record/timeline.js';
import { timeoutMs, track, wait } from '../../engine/timelines.js';
import { eventsOf, type Law, sessionsIn } from '../law.js';

/** Without a cut-off, and with clocks that nobody sets: a set clock may hide inactivity. */
export const moreActivity: Law = {
  id: 'more-activity',
  title: 'One more event inside a live session never adds a session',
  domain: { devices: 2 },
  choices: [1_000, timeoutMs],
  async check(timeline, [choice = 0, afterMs = 0], subject) {
    const events = await eventsOf(timeline, subject);
    const live = events.filter(({ sessionId }) => sessionId !== undefined);
    const after = live[choice % Math.max(1, live.length)]?.step;
    if (after === undefined) return 'silent';
    const steps = withEventAfter(timeline.steps, after, afterMs);
    const more = await eventsOf({ ...timeline, steps }, subject);
    const [before, now] = [sessionsIn(events).size, sessionsIn(more).size];
    if (now <= before) return 'holds';
    return { broken: `an event ${afterMs} ms after step ${after + 1} makes ${now} sessions of ${before}` };
  },
};

/** The steps with a track on the same client `afterMs` after the one at `index`, or sooner if less time passes there. */
function withEventAfter(steps: readonly Step[], index: number, afterMs: number): Step[] {
  const [event, next] = [steps[index], steps[index + 1]];
  if (event === undefined) throw new Error(`there is no step ${index}`);
  const extra = { ...event, action: track };
  if (next?.action.kind !== 'wait') return [...steps.slice(0, index + 1), extra, ...steps.slice(index + 1)];
  const firstMs = Math.min(afterMs, next.action.durationMs);
  const parted = [
    { ...next, action: wait(firstMs) },
    extra,
    { ...next, action: wait(next.action.durationMs - firstMs) },
  ];
  return [...steps.slice(0, index + 1), ...parted, ...steps.slice(index + 2)];
}
