import { type Json, type LoadConfig, opensPage } from '../../record/timeline.js';
import { byTimeline } from '../by-timeline.js';
import type { Check } from '../check.js';
import { configInForce } from '../config-in-force.js';
import { callerIds, eventsInSession, law, sessionKey } from '../law.js';
import type { Observation, ObservedEvent } from '../observation.js';

/**
 * A session is counted by its id and its anonymous id. Ids that the caller chooses are the caller's affair. Before
 * consent the anonymous id may be one that is not kept, and where consent is asked for again what was kept may be
 * forgotten: what a device sent before a page of that kind had another visitor, for all that is known.
 */
export const oneVisitor: Check = {
  id: 'one-visitor',
  title: 'all messages of a session carry the same anonymous id',
  run({ observed }) {
    const chosen = callerIds(observed);
    const first = new Map<string, { readonly anonymousId: Json | undefined; readonly step: number }>();
    const askedSince = askingPages(observed);
    return law({
      check: this.id,
      requirement: 'SES-ID-010',
      events: eventsInSession(observed)
        .filter(({ sessionId }) => !chosen.has(sessionId))
        .filter((event) => keepsAnonymousId(configInForce(observed.timeline, event))),
      nothing: 'no session with an id of the SDK was seen',
      breaks: (event) => {
        const anonymousId = event.message?.body.anonymousId;
        const visit = `${askedSince(event)} ${sessionKey(event)}`;
        const before = first.get(visit);
        if (before === undefined) {
          first.set(visit, { anonymousId, step: event.step });
          return undefined;
        }
        return before.anonymousId === anonymousId
          ? undefined
          : { what: `another anonymous id in session ${String(event.sessionId)}`, relatedSteps: [before.step] };
      },
    });
  },
};

/** How many pages of the device of an event have come by then that do not keep the anonymous id until somebody consents. */
function askingPages({ timeline }: Observation): (event: ObservedEvent) => number {
  if (!asksBeforeConsent(timeline)) return () => 0;
  const asking = timeline.steps.flatMap(({ device, client, action }, step) =>
    opensPage.has(action.kind) && !keepsAnonymousId(configInForce(timeline, { step: step + 1, device, client }))
      ? [{ device, step }]
      : [],
  );
  return (event) => asking.filter(({ device, step }) => device === event.device && step < event.step).length;
}

const asksBeforeConsent = byTimeline(({ steps }) =>
  steps.some(({ action }) => 'config' in action && action.config?.preConsent !== undefined),
);

function keepsAnonymousId({ preConsent }: LoadConfig): boolean {
  return preConsent === undefined || preConsent.storage === 'anonymousId';
}
