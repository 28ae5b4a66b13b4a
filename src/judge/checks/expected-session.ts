import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';
import { SessionLabels } from '../session-labels.js';

/** The author's `session`: which session the message belongs to, by the id on the wire. */
export const expectedSession: Check = {
  id: 'expected-session',
  title: 'each message belongs to the session that the scenario says',
  run({ case: scenario, observed }) {
    const labels = new SessionLabels();
    return compareExpectations(this.id, scenario, ({ session }, step) =>
      session === undefined ? undefined : labels.compare(session, eventAt(observed, step), step),
    );
  },
};
