import type { Finding } from '../../record/verdict.js';
import type { Check } from '../check.js';
import { type Due, dueOf, hasOutage, mostAttempts } from '../due.js';
import { law } from '../law.js';
import type { Observation, ObservedEvent } from '../observation.js';

/** As documented: so many may wait at once. */
const mostWaiting = 100;

/** What a timeline without any outage says nothing about would only be noise in its report. */
export const deliveryAfterOutage: Check = {
  id: 'delivery-after-outage',
  title: 'what an outage holds up is delivered afterwards',
  run({ observed }) {
    if (!hasOutage(observed)) return [];
    const held = heldUp(observed);
    const having = (...dues: readonly Due[]) => held.filter(({ due }) => dues.includes(due)).map(({ event }) => event);
    const common = { check: this.id, nothing: 'no call had to be delivered after an outage' };
    const lost = ({ call, message }: ObservedEvent): string | undefined =>
      message === undefined ? `the ${call.type} was never delivered` : undefined;
    const findings: Finding[] = law({
      ...common,
      requirement: 'SES-WIRE-009',
      events: having('after-outage', 'back-online'),
      breaks: (event) => (event.attempts.length >= mostAttempts ? undefined : withAttempts(lost(event), event)),
    });
    const offline = having('back-online');
    const later = having('on-a-later-page');
    if (offline.length > 0) {
      findings.push(...law({ ...common, requirement: 'SES-WIRE-011', events: offline, breaks: lost }));
    }
    if (later.length > 0) {
      const breaks = (event: ObservedEvent) => (event.attempts.length >= mostAttempts ? undefined : lost(event));
      findings.push(...law({ ...common, requirement: 'SES-WIRE-012', events: later, breaks }));
    }
    return findings;
  },
};

function withAttempts(what: string | undefined, { attempts }: ObservedEvent): string | undefined {
  return what === undefined
    ? undefined
    : `${what}, after ${attempts.length} attempt${attempts.length === 1 ? '' : 's'}`;
}

/** Of more than may wait, the latest. */
function heldUp(observed: Observation): { readonly event: ObservedEvent; readonly due: Due }[] {
  return observed.events
    .filter(({ threw }) => threw === undefined)
    .map((event) => ({ event, due: dueOf(observed, event) }))
    .filter(({ due }) => due !== 'at-once')
    .slice(-mostWaiting);
}
