import type { Finding } from '../record/verdict.js';
import { byTimeline } from './by-timeline.js';
import { stepNumber } from './check.js';
import type { Observation, ObservedEvent } from './observation.js';

interface Law {
  readonly check: string;
  readonly requirement: string;
  /** The events that the law speaks of, in call order. */
  readonly events: readonly ObservedEvent[];
  /** Why there are none, when there are none: a law about nothing does not pass. */
  readonly nothing: string;
  /** What is wrong with an event; called once for each, in order. */
  breaks(
    event: ObservedEvent,
  ): string | { readonly what: string; readonly relatedSteps: readonly number[] } | undefined;
}

/** The finding of a law over the events of one trace: the first that breaks it, or that all keep it. */
export function law({ check, requirement, events, nothing, breaks }: Law): Finding[] {
  const finding = { check, requirement, expected: '', observed: '' };
  if (events.length === 0) return [{ ...finding, outcome: 'skip', message: nothing }];
  for (const event of events) {
    const broken = breaks(event);
    if (broken === undefined) continue;
    const { what, relatedSteps } = typeof broken === 'string' ? { what: broken, relatedSteps: [] } : broken;
    const message = `${stepNumber(event.step)}: ${what}`;
    return [{ ...finding, outcome: 'fail', step: event.step, relatedSteps, observed: what, message }];
  }
  return [
    { ...finding, outcome: 'pass', message: `holds for ${events.length} message${events.length === 1 ? '' : 's'}` },
  ];
}

export function eventsWithMessage(observation: Observation): ObservedEvent[] {
  return observation.events.filter((event) => event.message !== undefined);
}

export function eventsInSession(observation: Observation): ObservedEvent[] {
  return observation.events.filter((event) => event.sessionId !== undefined);
}

/** Ids that the application passed to `startSession`; whether they meet again is its own affair. */
export function callerIds({ timeline }: Observation): ReadonlySet<unknown> {
  return callerIdsIn(timeline);
}

const callerIdsIn = byTimeline(
  ({ steps }): ReadonlySet<unknown> =>
    new Set(
      steps.flatMap(({ action }) =>
        action.kind === 'startSession' && action.sessionId !== undefined ? [action.sessionId] : [],
      ),
    ),
);

/** One session of one device, by its id on the wire. */
export function sessionKey({ device, sessionId }: ObservedEvent): string {
  // Nearly every id is a number, and a number is quickly written; no other key begins with a digit or a sign.
  return typeof sessionId === 'number' ? `${sessionId} ${device}` : JSON.stringify([device, sessionId]);
}
