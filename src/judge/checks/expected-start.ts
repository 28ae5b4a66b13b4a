import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';

/** The author's `start`: whether the message carries the start marker. */
export const expectedStart: Check = {
  id: 'expected-start',
  title: 'the start marker is on the messages that the scenario says, and on no other',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ start }, step) => {
      if (start === undefined) return undefined;
      const event = eventAt(observed, step);
      const marker = event?.sessionStart === undefined ? 'absent' : JSON.stringify(event.sessionStart);
      const seen = event?.message === undefined ? 'no message' : `sessionStart ${marker}`;
      return { holds: seen === `sessionStart ${start}`, expected: `sessionStart ${start}`, observed: seen };
    });
  },
};
