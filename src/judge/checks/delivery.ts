import type { Finding } from '../../record/verdict.js';
import { type Check, stepNumber } from '../check.js';
import { dueOf } from '../due.js';
import { firstOvertaken } from '../order.js';

/**
 * Every call that was accepted, online and with the page alive long enough, is exactly one message, and the messages of
 * a client leave in the order of its calls. What an outage holds up is the affair of `delivery-after-outage`.
 */
export const delivery: Check = {
  id: 'delivery',
  title: 'every accepted call is exactly one message, in call order',
  run({ observed }) {
    const finding = { check: this.id, requirement: 'SES-WIRE-001' };
    const due = observed.events.filter((event) => event.threw === undefined && dueOf(observed, event) === 'at-once');
    const expected = countOf(due.length);
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
    if (due.length === 0) {
      return [{ ...finding, outcome: 'skip', expected, observed: '', message: 'no call had to become a message' }];
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
