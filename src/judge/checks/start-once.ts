import type { Check } from '../check.js';
import { eventsInSession, law, sessionKey } from '../law.js';
import type { Observation, ObservedEvent } from '../observation.js';

/**
 * No message of a session but the first carries the start marker. An application that starts a session again with an id
 * that it has used has begun another session under the same id, which has a first message of its own.
 */
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
        if (first === undefined || isStartedAgain(observed, event, first)) {
          seen.set(key, event.step);
          return undefined;
        }
        if (event.sessionStart !== true) return undefined;
        return { what: `session ${String(event.sessionId)} is marked again`, relatedSteps: [first] };
      },
    });
  },
};

function isStartedAgain({ timeline }: Observation, event: ObservedEvent, since: number): boolean {
  return (
    event.sessionStart === true &&
    timeline.steps
      .slice(since + 1, event.step)
      .some(
        ({ device, action }) =>
          device === event.device && action.kind === 'startSession' && action.sessionId === event.sessionId,
      )
  );
}
