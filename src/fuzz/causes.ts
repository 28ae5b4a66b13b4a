import type { CaseResult } from '../record/run-result.js';
import type { Timeline } from '../record/timeline.js';
import type { Status } from '../record/verdict.js';
import { type Breach, type Examined, sharesId, signatureOf } from './examine.js';
import { kindsOf, oneTime, takenForSession, withoutKinds } from './kinds.js';
import type { Plan } from './plan.js';
import { asPlayed } from './resolve-plan.js';

/** Why timelines fail: one check that fails in one way, where certain things happen. */
export interface Cause {
  readonly signature: string;
  readonly check: string;
  /** What is special about the timeline that shows it. */
  readonly kinds: ReadonlySet<string>;
  /** The scenario that shows it, if it was known before. */
  readonly scenario?: string;
  /** The cause in whose timeline this is broken as well; what fails by it is counted there. */
  readonly with?: Cause;
  /** How many generated timelines failed by it. */
  seen: number;
}

const failing: ReadonlySet<Status> = new Set(['fail', 'known', 'flaky', 'characterization']);

/** Another timeline failed by it. */
export function count(cause: Cause): void {
  const counted = cause.with ?? cause;
  counted.seen += 1;
}

/** What scenarios that fail show: each of their laws that is broken, and the engine's opinion. */
export function causesOf(results: readonly CaseResult[]): Cause[] {
  return results.flatMap(({ case: scenario, verdicts }) => {
    const broken = verdicts
      .filter(({ status, check }) => failing.has(status) && !check.startsWith('expected-'))
      .map((verdict) => ({ verdict, signature: signatureOf(verdict) }));
    const kinds = neededBy(scenario.timeline, broken);
    return broken.map(({ verdict, signature }) => ({
      signature,
      check: verdict.check,
      kinds,
      scenario: scenario.id,
      seen: 0,
    }));
  });
}

type Broken = readonly Pick<Breach, 'signature'>[];

/**
 * What all that is broken in so small a timeline needs. How sessions begin that share an id makes no difference, nor does
 * what there is instead of the session where something else is taken for it.
 */
export function neededBy(timeline: Timeline, broken: Broken): ReadonlySet<string> {
  if (broken.some(sharesId)) return new Set([oneTime]);
  const kinds = kindsOf(timeline);
  const taken = takenForSession.find((kind) => kinds.has(kind));
  return taken === undefined ? kinds : new Set([taken]);
}

/** Everything special about a timeline, and about what is broken in it. */
export function presentIn(timeline: Timeline, broken: Broken): ReadonlySet<string> {
  const kinds = kindsOf(timeline);
  return broken.some(sharesId) ? new Set([...kinds, oneTime]) : kinds;
}

/** What a generated timeline fails by. */
export interface Explained {
  /** The known causes that account for failures of it. A timeline counts once for each, whatever it breaks. */
  readonly by: readonly Cause[];
  /** A failure for which none of them accounts. */
  readonly fresh?: NewFailure;
}

export interface NewFailure {
  /** The plan without what the known causes account for. */
  readonly plan: Plan;
  readonly breach: Breach;
}

/**
 * Looks for what is new in a timeline that fails. Wherever a known cause may be at work, everything special about that
 * cause is taken out of the plan, and what is left is played again: a failure that remains has another cause. So a cause
 * that is known does not hide another one in the same timeline.
 */
export async function explain(
  plan: Plan,
  examined: Examined,
  causes: readonly Cause[],
  examine: (plan: Plan) => Promise<Examined>,
): Promise<Explained> {
  const applied = new Set<Cause>();
  const by = new Set<Cause>();
  let [current, found] = [plan, examined];
  const sharing = causes.find(isOfOneTime);
  for (;;) {
    const present = presentIn(found.timeline, found.breaches);
    const suspects = found.breaches.map((breach) => ({ breach, cause: suspect(breach, present, causes) }));
    const fresh = suspects.find(({ cause }) => cause === undefined);
    // Once, for a plan with seconds in between stays one.
    if (fresh !== undefined && sharing !== undefined && mayShareId(fresh.breach) && current.isUnbounded !== true) {
      current = withoutKinds(asPlayed(current, found), sharing.kinds);
      found = await examine(current);
      const { signature } = fresh.breach;
      if (found.breaches.every((breach) => breach.signature !== signature)) by.add(sharing);
      continue;
    }
    if (fresh !== undefined) {
      return { by: [...by], fresh: { plan: asPlayed(current, found), breach: fresh.breach } };
    }
    const cause = suspects.map((each) => each.cause).find((each) => each !== undefined);
    if (cause === undefined) return { by: [...by] };
    by.add(cause.with ?? cause);
    // Where a cause needs nothing special there is nothing to take out, and every such failure is its own.
    if (applied.has(cause) || cause.kinds.size === 0) return { by: [...by] };
    applied.add(cause);
    current = withoutKinds(asPlayed(current, found), cause.kinds);
    found = await examine(current);
  }
}

const mayBeShared = ['engine-opinion marks it', 'engine-opinion goes on', 'start-once ', 'one-visitor '];

/** Whether a cause is that sessions share an id which begin at one time. */
export function isOfOneTime({ signature, kinds }: Cause): boolean {
  return sharesId({ signature }) && kinds.has(oneTime);
}

/**
 * Whether the target may have given two sessions one id where the engine goes on with one or has none, which then looks like
 * another failure: what is left of it when they begin at different times tells what it is.
 */
export function mayShareId({ signature }: Pick<Breach, 'signature'>): boolean {
  return mayBeShared.some((each) => signature.startsWith(each));
}

/**
 * The cause with the fewest conditions, all of which are met. Where something is known to be taken for the session that is
 * none, whatever fails beside it is suspected to fail by it, in any check.
 */
export function suspect(
  breach: Pick<Breach, 'signature'>,
  present: ReadonlySet<string>,
  causes: readonly Cause[],
): Cause | undefined {
  return causes
    .filter(({ signature, kinds }) => signature === breach.signature || isTakenForSession(kinds))
    .filter(({ kinds }) => [...kinds].every((kind) => present.has(kind)))
    .sort((one, other) => one.kinds.size - other.kinds.size)[0];
}

function isTakenForSession(kinds: ReadonlySet<string>): boolean {
  return kinds.size === 1 && takenForSession.some((kind) => kinds.has(kind));
}

/** The known cause of a shrunk failure, if it is one: what is special about it is all that the failure needs. */
export function causeOf(signature: string, kinds: ReadonlySet<string>, causes: readonly Cause[]): Cause | undefined {
  return causes.find((cause) => {
    if (cause.signature !== signature) return false;
    if (isSame(cause.kinds, kinds)) return true;
    // A scenario that a person wrote has more in it than what the failure needs.
    return cause.scenario !== undefined && kinds.size > 0 && [...kinds].every((kind) => cause.kinds.has(kind));
  });
}

/**
 * The causes of all that is broken in a shrunk timeline, which is broken for one reason, beside those that are there.
 * @param main what is counted for each of them; for what is known by itself, that is
 */
export function alongside(
  main: Cause,
  kinds: ReadonlySet<string>,
  broken: readonly Breach[],
  causes: readonly Cause[],
): Cause[] {
  return broken
    .filter(({ signature }) => !causes.some((each) => each.signature === signature && isSame(each.kinds, kinds)))
    .map(({ signature, verdict }) => {
      const counted = causeOf(signature, kinds, causes) ?? main;
      return { signature, check: verdict.check, kinds, with: counted.with ?? counted, seen: 0 };
    });
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((kind) => other.has(kind));
}
