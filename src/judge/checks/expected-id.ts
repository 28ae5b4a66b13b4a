import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';

/** The author's `id`: the number itself, or the wall clock of a step. */
export const expectedId: Check = {
  id: 'expected-id',
  title: 'the session id is the number, or the instant, that the scenario says',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ id }, step) => {
      if (id === undefined) return undefined;
      const event = eventAt(observed, step);
      const atStep = typeof id === 'number' ? undefined : id.wallClockOf;
      const wanted = typeof id === 'number' ? id : observed.wallMsAt.get(id.wallClockOf);
      const instant = atStep === undefined ? '' : `, the wall clock of step ${atStep + 1}`;
      const seen = event?.message === undefined ? 'no message' : `id ${JSON.stringify(event.sessionId) ?? 'absent'}`;
      return {
        holds: event?.sessionId !== undefined && event.sessionId === wanted,
        expected: `id ${wanted}${instant}`,
        observed: seen,
        ...(atStep === undefined || atStep === step ? {} : { relatedStep: atStep }),
      };
    });
  },
};
