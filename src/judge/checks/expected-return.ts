import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';
import { SessionLabels } from '../session-labels.js';

/**
 * The author's `returns`: what `getSessionId` gave to the application. The label it is compared with was bound by a
 * message on the wire; what a call returns never binds one.
 */
export const expectedReturn: Check = {
  id: 'expected-return',
  title: 'getSessionId returns the id of the session that the scenario says',
  run({ case: scenario, observed }) {
    const labels = new SessionLabels();
    return compareExpectations(this.id, scenario, ({ session, returns }, step) => {
      if (session !== undefined) labels.compare(session, eventAt(observed, step), step);
      if (returns === undefined) return undefined;
      const entry = observed.returns.get(step);
      const seen = entry === undefined ? 'nothing was returned' : JSON.stringify(entry.value);
      const wanted = returns === 'none' ? null : labels.idOf(returns);
      const expected =
        returns === 'none' ? 'null' : `the id of session "${returns}" (${JSON.stringify(wanted) ?? 'never seen'})`;
      return { holds: entry !== undefined && wanted !== undefined && entry.value === wanted, expected, observed: seen };
    });
  },
};
