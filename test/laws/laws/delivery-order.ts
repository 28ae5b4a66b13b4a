import type { Step, Timeline } from '../../../src/record/timeline.js';
import type { Trace, TraceEntry } from '../../../src/record/trace.js';
import { type Law, sameShown, shownBy } from '../law.js';

/** What the judge makes of a trace; the calls can be told apart by their names. */
export const deliveryOrder: Law = {
  id: 'delivery-order',
  title: 'In whatever order messages arrive, each call has the session fields of its own message',
  domain: { devices: 2 },
  choices: [1_000_000],
  async check(timeline, [order = 0], subject) {
    const named = withNames(timeline);
    const trace = await subject.play(named);
    const { events } = subject.observe(trace, named);
    if (events.length < 2) return 'silent';
    const late = subject.observe(reordered(trace, order), named);
    return sameShown('in order and out of it', events.map(shownBy), late.events.map(shownBy));
  },
};

function withNames(timeline: Timeline): Timeline {
  const steps = timeline.steps.map((step, index): Step => {
    const { action } = step;
    if (action.kind !== 'event') return step;
    const type = action.type === 'identify' ? 'track' : action.type;
    return { ...step, action: { kind: 'event', type, name: `event ${index}` } };
  });
  return { ...timeline, steps };
}

/** All that was sent arrives at the end, in another order. */
function reordered(trace: Trace, order: number): Trace {
  const last = Math.max(...trace.entries.map(({ step }) => step));
  const messages = trace.entries.filter((entry) => entry.kind === 'message');
  const others: TraceEntry[] = trace.entries.filter(({ kind }) => kind !== 'message');
  // The numbers from 1 to a prime less one, each times the same number, are those numbers in another order.
  const prime = 1_000_003;
  const place = (message: number): number => ((message + 1) * (order + 2)) % prime;
  const sorted = [...messages].sort((left, right) => place(left.message) - place(right.message));
  return { ...trace, entries: [...others, ...sorted.map((entry, message) => ({ ...entry, message, step: last }))] };
}
