import { rulesFor } from '../../engine/rules.js';
import { simulate } from '../../engine/simulate.js';
import type { Bench } from '../../judge/judge.js';
import { type Conduct, conductText } from '../../record/conduct.js';
import type { Timeline } from '../../record/timeline.js';
import { behaviourOf } from '../behaviour.js';

/** What becomes of each call that is an event, in their order, as the engine has it. */
export type Course = readonly (Conduct | undefined)[];

export function courseOf(timeline: Timeline, { policy, edition }: Bench): Course {
  const { conducts } = behaviourOf(simulate(timeline, policy, rulesFor(policy, edition)), timeline);
  return timeline.steps.flatMap(({ action }, step) => (action.kind === 'event' ? [conducts.get(step)] : []));
}

/** The position of the first call with which something else becomes; `undefined` if there is none. */
export function firstTurn(one: Course, other: Course): number | undefined {
  const length = Math.max(one.length, other.length);
  const position = Array.from({ length }, (_, index) => index).find((index) => text(one[index]) !== text(other[index]));
  return position;
}

/** The same with sessions alone: who is marked first in each is left out, and they are numbered anew. */
export function sessionsAlone(course: Course): Course {
  const numbers = new Map<number, number>();
  return course.map((conduct) => {
    if (conduct?.kind !== 'message') return conduct;
    const { session } = conduct;
    if (session === undefined) return { kind: 'message', start: false };
    if (!numbers.has(session)) numbers.set(session, numbers.size + 1);
    return { kind: 'message', start: false, session: numbers.get(session) ?? 0 };
  });
}

function text(conduct: Conduct | undefined): string {
  return conduct === undefined ? '' : conductText(conduct);
}
