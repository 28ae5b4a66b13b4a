import type { Step, StepAction, Timeline } from '../record/timeline.js';
import { byTimeline } from './by-timeline.js';
import { configInForce } from './config-in-force.js';
import type { Observation, ObservedEvent } from './observation.js';
import { hasTimeToSend } from './time-to-send.js';

/**
 * When the message of a call had to be delivered.
 *
 * - `at-once`: nothing stood in its way.
 * - `after-outage`: delivery failed at first, and its page then had time enough to try again.
 * - `back-online`: the same, and the device was offline at the call.
 * - `on-a-later-page`: its page was left before it could be delivered, and the page that followed had time enough.
 * - `excused`: its page was left before there was any time, or whoever should take it was never within reach for long, or
 *   it had to wait for a consent, its own or that which the page that followed asks for.
 */
export type Due = 'at-once' | 'after-outage' | 'back-online' | 'on-a-later-page' | 'excused';

/**
 * How long the data plane has to be within reach of an open page until all that waits must have been delivered. The
 * longest pause between two attempts is documented to be 6 minutes; the rest is for requests that hang.
 */
export const retryMs = 10 * 60_000;

/** As documented: an event may be given up after so many attempts (SES-WIRE-009). */
export const mostAttempts = 10;

/** Steps after which nothing of the page is there any more, and whether another page of that client follows. */
const leaving: ReadonlyMap<StepAction['kind'], boolean> = new Map([
  ['reload', true],
  ['navigate', true],
  ['restart', true],
  ['crash', true],
  ['close', false],
]);

/** Whether the network or the data plane fails anywhere in the timeline. */
export function hasOutage({ timeline }: Observation): boolean {
  return isAnythingOut(timeline);
}

const isAnythingOut = byTimeline(({ steps }) =>
  steps.some(({ action }) => action.kind === 'network' || action.kind === 'server'),
);

export function dueOf(observation: Observation, event: ObservedEvent): Due {
  const { timeline } = observation;
  if (!hasOutage(observation)) return hasTimeToSend(timeline, event) ? 'at-once' : 'excused';
  // What waits for consent as well as for the network is not judged by how long it may take.
  if (mustAsk(timeline, event, event.step)) return 'excused';
  const { steps } = timeline;
  const within = new Reach();
  for (const step of steps.slice(0, event.step + 1)) within.follow(step);
  const isOffline = !within.isOnline(event.device);
  let failed = !within.reaches(event.device);
  let page: 'open' | 'frozen' | 'gone' = 'open';
  let left = false;
  let withinReachMs = 0;
  for (const [index, step] of steps.entries()) {
    if (index <= event.step) continue;
    const { action } = step;
    within.follow(step);
    if (!within.reaches(event.device)) {
      failed = true;
      withinReachMs = 0;
    }
    if (action.kind === 'wait') {
      if (!failed) return 'at-once';
      if (page === 'open' && within.reaches(event.device)) withinReachMs += action.durationMs;
      if (withinReachMs < retryMs) continue;
      return left ? 'on-a-later-page' : isOffline ? 'back-online' : 'after-outage';
    }
    // What is stored may be gone, and a page that crashes can save nothing: what was waiting may be lost with it.
    if (action.kind === 'storage' || (action.kind === 'crash' && concerns(step, event))) return 'excused';
    if (!concerns(step, event)) continue;
    const follows = leaving.get(action.kind);
    if (follows !== undefined) {
      if (!failed) return 'excused';
      left = true;
      withinReachMs = 0;
      // A restart closes every tab, and opens that of the step alone.
      page = follows && step.client === event.client ? 'open' : 'gone';
    } else if (action.kind === 'load' && page === 'gone') page = 'open';
    else if (action.kind === 'freeze') page = 'frozen';
    else if (action.kind === 'thaw') page = 'open';
    // The page that follows may send nothing before it has the consent that it asks for (SES-CONSENT-007).
    if (left && page === 'open' && mustAsk(timeline, event, index + 1)) return 'excused';
  }
  return failed ? 'excused' : 'at-once';
}

/** Whether the client of an event holds its messages back until consent when this step begins. */
function mustAsk(timeline: Timeline, { device, client }: ObservedEvent, step: number): boolean {
  return configInForce(timeline, { device, client, step }).preConsent?.delivery === 'buffer';
}

/**
 * Whether an event has no message for a reason that an outage gives: what it holds up until the end has not been seen yet,
 * and what was attempted often enough may have been given up (SES-WIRE-009).
 */
export function mayBeMissing(observation: Observation, event: ObservedEvent): boolean {
  if (event.message !== undefined) return false;
  const due = dueOf(observation, event);
  return due === 'excused' || (due !== 'at-once' && event.attempts.length >= mostAttempts);
}

function concerns({ device, client, action }: Step, event: ObservedEvent): boolean {
  if (device !== event.device) return false;
  return client === event.client || action.kind === 'restart' || action.kind === 'crash';
}

/** Who can reach the data plane, step by step. */
class Reach {
  readonly #offline = new Set<string>();
  #isServed = true;

  follow({ device, action }: Step): void {
    if (action.kind === 'server') this.#isServed = action.answer === 'ok';
    if (action.kind !== 'network') return;
    if (action.state === 'offline') this.#offline.add(device);
    else this.#offline.delete(device);
  }

  isOnline(device: string): boolean {
    return !this.#offline.has(device);
  }

  reaches(device: string): boolean {
    return this.#isServed && this.isOnline(device);
  }
}
