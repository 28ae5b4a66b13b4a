import type { Check } from '../check.js';
import { eventsInSession, law, sessionKey } from '../law.js';

/** The first message of a session, in call order, carries the start marker. */
export const startFirst: Check = {
  id: 'start-first',
  title: 'the first message of every session carries the start marker',
  run({ observed }) {
    const seen = new Set<string>();
    return law({
      check: this.id,
      requirement: 'SES-START-001',
      events: eventsInSession(observed),
      nothing: 'no session was seen',
      breaks: (event) => {
        const key = sessionKey(event);
        if (seen.has(key)) return undefined;
        seen.add(key);
        return event.sessionStart === true
          ? undefined
          : `the first message of session ${String(event.sessionId)} is not marked`;
      },
    });
  },
};
