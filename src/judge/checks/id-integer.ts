import type { Check } from '../check.js';
import { eventsInSession, law } from '../law.js';

/** A session id is a whole number: a warehouse types the column by it. */
export const idInteger: Check = {
  id: 'id-integer',
  title: 'every session id is a JSON integer',
  run({ observed }) {
    return law({
      check: this.id,
      requirement: 'SES-ID-003',
      events: eventsInSession(observed),
      nothing: 'no session was seen',
      breaks: ({ sessionId }) =>
        Number.isInteger(sessionId) ? undefined : `sessionId is ${JSON.stringify(sessionId)}`,
    });
  },
};
