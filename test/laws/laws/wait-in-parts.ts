import type { Step } from '../../../src/record/timeline.js';
import { eventsOf, type Law, sameShown, shownBy } from '../law.js';

const shares = 1_000;

export const waitInParts: Law = {
  id: 'wait-in-parts',
  title: 'A wait or a sleep in two parts is the same as in one',
  domain: { devices: 2, setClock: true },
  choices: [shares],
  async check(timeline, [share = 0], subject) {
    const steps = timeline.steps.flatMap((step): Step[] => {
      const { action } = step;
      if (action.kind !== 'wait' && action.kind !== 'sleep') return [step];
      const firstMs = Math.floor((action.durationMs * share) / shares);
      const parts = [firstMs, action.durationMs - firstMs];
      return parts.map((durationMs) => ({ ...step, action: { ...action, durationMs } }));
    });
    const whole = await eventsOf(timeline, subject);
    if (whole.length === 0 || steps.length === timeline.steps.length) return 'silent';
    const parted = await eventsOf({ ...timeline, steps }, subject);
    return sameShown('whole and in parts', whole.map(shownBy), parted.map(shownBy));
  },
};
