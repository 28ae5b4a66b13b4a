import type { Check } from '../check.js';
import { eventsInSession, law, sessionKey } from '../law.js';

/** No message of a session but the first carries the start marker. */
export const startOnce: Check = {
  id: 'start-once',
  title: 'no later message of a session carries the start marker',
  run({ observed }) {
    const seen = new Map<string, number>();
    return law({
      check: this.id,
      requirement: 'SES-START-002',
      events: eventsInSession(observed),
      nothing: 'no session was seen',
      breaks: (event) => {
        const key = sessionKey(event);
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, event.step);
          return undefined;
        }
        if (event.sessionStart !== true) return undefined;
        return { what: `session ${String(event.sessionId)} is marked again`, relatedSteps: [first] };
      },
    });
  },
};
