import { validateMessage } from '../../wire/validate.js';
import type { Check } from '../check.js';

/** Every message conforms to the schema of its type, and every request can be read. */
export const wireSchema: Check = {
  id: 'wire-schema',
  title: 'every payload conforms to the schema of its message type',
  run({ observed }) {
    const finding = { check: this.id, requirement: 'SES-WIRE-002', expected: 'valid payloads' };
    for (const entry of observed.trace.entries) {
      const problems =
        entry.kind === 'message'
          ? validateMessage(entry.body)
          : entry.kind === 'request' && entry.unreadable !== undefined
            ? [entry.unreadable]
            : [];
      const [first] = problems;
      if (first === undefined || entry.kind === 'log') continue;
      const what = entry.kind === 'message' ? `message ${entry.message + 1}` : 'a request';
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      return [{ ...finding, outcome: 'fail', step: entry.step, observed: first, message: `${what}: ${first}${more}` }];
    }
    const count = observed.messages.length;
    if (count === 0) return [{ ...finding, outcome: 'skip', observed: 'no message', message: 'no message was sent' }];
    return [{ ...finding, outcome: 'pass', observed: `${count} valid`, message: `${count} messages conform` }];
  },
};
