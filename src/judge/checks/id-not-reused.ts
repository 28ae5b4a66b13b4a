import type { Check } from '../check.js';
import { callerIds, eventsWithMessage, law, sessionKey } from '../law.js';
import { sessionScopes } from '../session-scope.js';

/**
 * An id that gave way to another never comes back on that device: two sessions would be one in the warehouse. Ids that
 * the caller chooses are the caller's affair.
 */
export const idNotReused: Check = {
  id: 'id-not-reused',
  title: 'an id of the past never returns on its device',
  run({ observed }) {
    const chosen = callerIds(observed);
    const scopeOf = sessionScopes(observed);
    const current = new Map<string, string | undefined>();
    const past = new Map<string, number>();
    return law({
      check: this.id,
      requirement: 'SES-ID-004',
      events: eventsWithMessage(observed).filter(({ sessionId }) => !chosen.has(sessionId)),
      nothing: 'no session with an id of the SDK was seen',
      breaks: (event) => {
        // A message without a session ends the one before as well.
        const key = event.sessionId === undefined ? undefined : sessionKey(event);
        const scope = scopeOf(event);
        const previous = current.get(scope);
        if (previous === key) return undefined;
        if (previous !== undefined) past.set(scope + previous, event.step);
        current.set(scope, key);
        if (key === undefined) return undefined;
        const leftAt = past.get(scope + key);
        return leftAt === undefined
          ? undefined
          : { what: `id ${String(event.sessionId)} is back after another session`, relatedSteps: [leftAt] };
      },
    });
  },
};
