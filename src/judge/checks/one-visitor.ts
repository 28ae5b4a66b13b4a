import type { Json, LoadConfig } from '../../record/timeline.js';
import type { Check } from '../check.js';
import { configInForce } from '../config-in-force.js';
import { callerIds, eventsInSession, law, sessionKey } from '../law.js';

/**
 * A session is counted by its id and its anonymous id. Ids that the caller chooses are the caller's affair, and before
 * consent the anonymous id may be one that is not kept.
 */
export const oneVisitor: Check = {
  id: 'one-visitor',
  title: 'all messages of a session carry the same anonymous id',
  run({ observed }) {
    const chosen = callerIds(observed);
    const first = new Map<string, { readonly anonymousId: Json | undefined; readonly step: number }>();
    return law({
      check: this.id,
      requirement: 'SES-ID-010',
      events: eventsInSession(observed)
        .filter(({ sessionId }) => !chosen.has(sessionId))
        .filter((event) => keepsAnonymousId(configInForce(observed.timeline, event))),
      nothing: 'no session with an id of the SDK was seen',
      breaks: (event) => {
        const anonymousId = event.message?.body.anonymousId;
        const before = first.get(sessionKey(event));
        if (before === undefined) {
          first.set(sessionKey(event), { anonymousId, step: event.step });
          return undefined;
        }
        return before.anonymousId === anonymousId
          ? undefined
          : { what: `another anonymous id in session ${String(event.sessionId)}`, relatedSteps: [before.step] };
      },
    });
  },
};

function keepsAnonymousId({ preConsent }: LoadConfig): boolean {
  return preConsent === undefined || preConsent.storage === 'anonymousId';
}
