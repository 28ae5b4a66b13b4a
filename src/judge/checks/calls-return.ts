import type { Check } from '../check.js';
import { stepNumber } from '../check.js';

/** How a page says it: of a timer, of a listener, of a promise. */
const uncaught = /^uncaught\b/i;

/** What an SDK throws must not reach the application: analytics may fail, the shop may not. */
export const callsReturn: Check = {
  id: 'calls-return',
  title: 'no call of the SDK throws at the application, and no error of it stays uncaught',
  run({ observed }) {
    const finding = { check: this.id, requirement: 'SES-WIRE-005', expected: 'no error' };
    for (const entry of observed.trace.entries) {
      const what =
        entry.kind === 'step' && entry.threw !== undefined
          ? `${entry.action.kind} threw: ${entry.threw}`
          : entry.kind === 'log' && entry.level === 'error' && uncaught.test(entry.text)
            ? entry.text
            : undefined;
      if (what === undefined) continue;
      const message = `${stepNumber(entry.step)}: ${what}`;
      return [{ ...finding, outcome: 'fail', step: entry.step, observed: what, message }];
    }
    // An SDK that does nothing throws nothing, and that is no merit.
    if (observed.messages.length === 0) {
      return [{ ...finding, outcome: 'skip', observed: '', message: 'no message was sent' }];
    }
    return [{ ...finding, outcome: 'pass', observed: 'no error', message: 'no call threw' }];
  },
};
