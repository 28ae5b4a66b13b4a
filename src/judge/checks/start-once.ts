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
    const marks = new Map<string, number>();
    return law({
      check: this.id,
      requirement: 'SES-START-002',
      events: eventsInSession(observed),
      nothing: 'no session was seen',
      breaks: (event) => {
        const key = sessionKey(event);
        const first = seen.get(key);
        const before = marks.get(key) ?? 0;
        if (event.sessionStart === true) marks.set(key, before + 1);
        if (first === undefined || isStartedAgain(observed, event, first, before)) {
          seen.set(key, event.step);
          return undefined;
        }
        if (event.sessionStart !== true) return undefined;
        return { what: `session ${String(event.sessionId)} is marked again`, relatedSteps: [first] };
      },
    });
  },
};

/**
 * It was started since its first message, or oftener than it is marked: two tabs that share no session may both have
 * started one with the same id before either sends anything.
 */
function isStartedAgain({ timeline }: Observation, event: ObservedEvent, since: number, marks: number): boolean {
  if (event.sessionStart !== true) return false;
  const starts = timeline.steps
    .slice(0, event.step)
    .flatMap(({ device, action }, step) =>
      device === event.device && action.kind === 'startSession' && action.sessionId === event.sessionId ? [step] : [],
    );
  return starts.length > marks || starts.some((step) => step > since);
}
