import type { Step } from '../../../src/record/timeline.js';
import { wait } from '../../engine/timelines.js';
import { eventsOf, type Law, sameShown, shownBy } from '../law.js';

/** Long enough for whoever waits between two attempts. */
const untilDeliveredMs = 10 * 60_000;

/** With one client, whose page stays open: what waits to be sent is not lost. */
export const outage: Law = {
  id: 'outage',
  title: 'What is sent late, or again, belongs to the session of its call',
  domain: {},
  choices: [1_000, 1_000],
  async check(timeline, choices, subject) {
    const only = timeline.steps[0]?.client;
    const staying = timeline.steps
      .filter(({ client }) => client === only)
      .filter(({ action }) => !['reload', 'restart', 'close', 'background', 'foreground'].includes(action.kind));
    const [from = 0, to = 0] = choices
      .map((choice) => choice % (staying.length + 1))
      .sort((left, right) => left - right);
    const [first] = staying;
    if (first === undefined || from === to) return 'silent';
    const network = (state: 'online' | 'offline'): Step => ({ ...first, action: { kind: 'network', state } });
    const end: Step = { ...first, action: wait(untilDeliveredMs) };
    const steps = [
      ...staying.slice(0, from),
      network('offline'),
      ...staying.slice(from, to),
      network('online'),
      ...staying.slice(to),
      end,
    ];
    const online = await eventsOf({ ...timeline, steps: [...staying, end] }, subject);
    if (online.length === 0) return 'silent';
    const late = await eventsOf({ ...timeline, steps }, subject);
    return sameShown('online and with an outage', online.map(shownBy), late.map(shownBy));
  },
};
