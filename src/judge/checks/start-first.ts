import type { Check } from '../check.js';
import { dueOf, mayBeMissing } from '../due.js';
import { eventsInSession, law, sessionKey } from '../law.js';
import type { Observation, ObservedEvent } from '../observation.js';
import { sessionScopes } from '../session-scope.js';

/**
 * The first message of a session, in call order, carries the start marker. Where a call before it had no time to become
 * a message, or its message was given up, and no other session was seen since, the one that is missing may have been the
 * first.
 */
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
        return event.sessionStart === true || followsExcused(observed, event)
          ? undefined
          : `the first message of session ${String(event.sessionId)} is not marked`;
      },
    });
  },
};

/**
 * Of the calls before it, those whose messages have no session say nothing of one, nor do those of a page that keeps its
 * session to itself.
 */
function followsExcused(observed: Observation, event: ObservedEvent): boolean {
  const scopeOf = sessionScopes(observed);
  const scope = scopeOf(event);
  const before = observed.events
    .filter(({ device, step }) => device === event.device && step < event.step)
    .findLast((each) => each.message === undefined || (each.sessionId !== undefined && scopeOf(each) === scope));
  // What was called offline must arrive, however long that took (SES-WIRE-011), and the start with it.
  return before !== undefined && mayBeMissing(observed, before) && dueOf(observed, before) !== 'back-online';
}
