import type { Check } from '../check.js';
import { callerIds, eventsInSession, law } from '../law.js';

/** The fewest digits of an id of the caller, as they are documented. */
const fewestDigits = 10;

/** Counters of an application repeat on every device; an SDK may replace them or ignore the call, but not use them. */
export const shortIdUnused: Check = {
  id: 'short-id-unused',
  title: 'an id of the caller that has fewer than ten digits is not on the wire',
  run({ observed }) {
    const short = new Set([...callerIds(observed)].filter(isShort));
    // Hardly any timeline passes one, and a skip in all the others would only be noise.
    if (short.size === 0) return [];
    return law({
      check: this.id,
      requirement: 'SES-MANUAL-015',
      events: eventsInSession(observed),
      nothing: 'no session was seen',
      breaks: ({ sessionId }) =>
        short.has(sessionId) ? `the session has the id ${String(sessionId)} of the caller` : undefined,
    });
  },
};

function isShort(id: unknown): boolean {
  return typeof id === 'number' && Number.isInteger(id) && String(Math.abs(id)).length < fewestDigits;
}
