import type { Step, Timeline } from '../../../src/record/timeline.js';
import { load, timeoutMs } from '../../engine/timelines.js';
import { eventsOf, type Law, sessionsIn } from '../law.js';

const limitsMs = [1, timeoutMs - 1, timeoutMs, timeoutMs + 1, 2 * timeoutMs, 30 * 60_000];

/** Without a cut-off, and with clocks that nobody sets. */
export const longerTimeout: Law = {
  id: 'longer-timeout',
  title: 'A longer positive timeout never adds a session',
  domain: { devices: 2 },
  choices: [limitsMs.length, limitsMs.length],
  async check(timeline, choices, subject) {
    const [shortMs = 0, longMs = 0] = choices
      .map((choice) => limitsMs[choice] ?? 0)
      .sort((left, right) => left - right);
    const short = sessionsIn(await eventsOf(withTimeout(timeline, shortMs), subject)).size;
    const long = sessionsIn(await eventsOf(withTimeout(timeline, longMs), subject)).size;
    if (long > short) return { broken: `${shortMs} ms make ${short} sessions, ${longMs} ms make ${long}` };
    return short === 0 || shortMs === longMs ? 'silent' : 'holds';
  },
};

/** The same timeline with another timeout in every load. */
function withTimeout(timeline: Timeline, timeout: number): Timeline {
  const steps = timeline.steps.map(
    (step): Step => (step.action.kind === 'load' ? { ...step, action: load({ sessions: { timeout } }) } : step),
  );
  return { ...timeline, steps };
}
