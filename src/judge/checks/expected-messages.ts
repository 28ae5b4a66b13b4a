import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';

/** The author's `messages`: how many messages left the device during a step. */
export const expectedMessages: Check = {
  id: 'expected-messages',
  title: 'a step causes as many messages as the scenario says',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ messages }, step) => {
      if (messages === undefined) return undefined;
      const count = observed.messages.filter((message) => message.step === step).length;
      return { holds: count === messages, expected: countOf(messages), observed: countOf(count) };
    });
  },
};

function countOf(messages: number): string {
  return `${messages} message${messages === 1 ? '' : 's'}`;
}
