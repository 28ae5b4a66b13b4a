import type { Answer, VerifyEvent } from './event.js';

/** Said of an event instead of a session. */
export const lost = 'lost';
export const none = 'none';
export const twice = 'twice';

/**
 * Which events are together, whatever the sessions are called: for each event the first event of its session, or a word.
 * An event without a user that shares its session with nobody belongs to none.
 * @returns one text for each event, in their order
 */
export function groupingOf(events: readonly VerifyEvent[], answers: readonly Answer[]): readonly string[] {
  const answersOf = new Map<string, Answer[]>();
  for (const answer of answers) answersOf.set(answer.event, [...(answersOf.get(answer.event) ?? []), answer]);
  const members = new Map<string, VerifyEvent[]>();
  for (const event of events) {
    const session = answersOf.get(event.id)?.[0]?.session;
    if (session !== undefined) members.set(session, [...(members.get(session) ?? []), event]);
  }
  return events.map((event) => {
    const [answer, second] = answersOf.get(event.id) ?? [];
    if (answer === undefined) return lost;
    if (second !== undefined) return twice;
    const together = answer.session === undefined ? [] : (members.get(answer.session) ?? []);
    if (together.length === 0 || (together.length === 1 && event.user === undefined)) return none;
    return together[0]?.id ?? none;
  });
}

export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
