import type { Finding } from '../../record/verdict.js';
import { type Check, stepNumber } from '../check.js';
import type { ObservedEvent } from '../observation.js';
import { hasTimeToSend } from '../time-to-send.js';

/**
 * Every call that was accepted, online and with the page alive long enough, is exactly one message, and the messages of
 * a client leave in the order of its calls.
 */
export const delivery: Check = {
  id: 'delivery',
  title: 'every accepted call is exactly one message, in call order',
  run({ observed }) {
    const finding = { check: this.id, requirement: 'SES-WIRE-001' };
    const due = observed.events.filter((event) => event.threw === undefined && hasTimeToSend(observed.timeline, event));
    const expected = countOf(due.length);
    if (due.length === 0) {
      return [{ ...finding, outcome: 'skip', expected, observed: '', message: 'no call had to become a message' }];
    }
    const fail = (step: number, what: string): Finding[] => [
      { ...finding, outcome: 'fail', step, expected, observed: what, message: `${stepNumber(step)}: ${what}` },
    ];
    const lost = due.find((event) => event.message === undefined);
    if (lost !== undefined) return fail(lost.step, `the ${lost.call.type} never became a message`);
    const [extra] = observed.unclaimed;
    if (extra !== undefined) {
      return fail(
        extra.step,
        `message ${extra.message + 1} (${String(extra.body.type)}) belongs to no call, or was sent twice`,
      );
    }
    const overtaken = firstOvertaken(due);
    if (overtaken !== undefined) return fail(overtaken.step, 'its message left before that of an earlier call');
    return [
      { ...finding, outcome: 'pass', expected, observed: expected, message: `${expected}, each once and in order` },
    ];
  },
};

function countOf(messages: number): string {
  return `${messages} message${messages === 1 ? '' : 's'}`;
}

function firstOvertaken(events: readonly ObservedEvent[]): ObservedEvent | undefined {
  const last = new Map<string, number>();
  return events.find(({ device, client, message }) => {
    const key = JSON.stringify([device, client]);
    const position = message?.message ?? 0;
    const overtaken = position < (last.get(key) ?? -1);
    last.set(key, position);
    return overtaken;
  });
}
