import type { BranchId } from '../engine/branches.js';
import { collectMarks } from '../engine/marks.js';
import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import { engineOpinion } from '../judge/checks/engine-opinion.js';
import { idNotReused } from '../judge/checks/id-not-reused.js';
import { idsInOrder } from '../judge/checks/ids-in-order.js';
import { lawChecks } from '../judge/checks/index.js';
import { type Bench, judge } from '../judge/judge.js';
import { observe } from '../judge/observation.js';
import type { Case } from '../record/case.js';
import type { Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { whyNotHonest } from '../suite/honest-clock.js';
import { type Target, UntestableError } from '../target/index.js';
import type { Plan } from './plan.js';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.js';
import { hasMixedPages, sessionUndecidedFrom, userUndecidedFrom } from './undecided.js';

/** A failure of one check in one timeline. */
export interface Breach {
  readonly verdict: Verdict;
  /** The same for failures that are alike: the check, and the requirement or the way in which the opinions part. */
  readonly signature: string;
}

/** What came of one plan; where there is no trace that proves anything, why, and whether that is a fault of Lapse. */
export type Examined = ResolvedPlan & {
  /** The steps at which something is broken, in order; none if the target kept all laws and agrees with the engine. */
  readonly breaches: readonly Breach[];
  /** Branches of its rules that the engine takes in the timeline. */
  readonly taken: ReadonlySet<BranchId>;
} & ({ readonly trace: Trace } | { readonly trace?: never; readonly discarded: string; readonly isFault?: boolean });

/**
 * The requirement under which a generated timeline is judged by the engine's opinion, before it is known what it shows:
 * that no message is lost holds for every timeline, under every edition.
 */
export const anyRequirement = 'SES-WIRE-001';

/** Plays plans through one target and judges them by the laws and by the engine's opinion; nobody else has one here. */
export class Examiner {
  readonly #target: Target;
  readonly #bench: Bench;
  readonly #longest: number;

  constructor(target: Target, bench: Bench, longest: number) {
    this.#target = target;
    // A deviation speaks of scenarios, and what is generated is none yet.
    this.#bench = { ...bench, deviations: [] };
    this.#longest = longest;
  }

  resolve(plan: Plan, id: string): ResolvedPlan {
    return resolvePlan(plan, this.#bench.policy, id, plan.isUnbounded === true ? undefined : this.#longest);
  }

  /**
   * What is stored of a session can only be damaged where there is one, which no generator can know of an SDK: such a
   * timeline is played again without the damage.
   */
  async examine(plan: Plan, id: string): Promise<Examined> {
    const resolved = this.resolve(plan, id);
    // The engine plays at once, and what a real SDK does in a thread of its own marks nothing here.
    const { result, taken: asTarget } = collectMarks(() => this.play(resolved));
    const trace = await result;
    if (typeof trace === 'string' && plan.steps.some(({ action }) => action.kind === 'damage')) {
      return this.examine({ ...plan, steps: plan.steps.filter(({ action }) => action.kind !== 'damage') }, id);
    }
    if (typeof trace === 'string') return { ...resolved, breaches: [], taken: new Set(), discarded: trace };
    const { result: opinion, taken: asOpinion } = collectMarks(() => this.opinion(resolved.timeline));
    const taken = opinion === undefined ? asTarget : asOpinion;
    return { ...resolved, trace, taken, breaches: this.breaches(resolved, trace, opinion) };
  }

  /** @returns why there is no trace that proves anything, if there is none */
  async play({ timeline }: ResolvedPlan): Promise<Trace | string> {
    // What an adapter lacks is no news, and its many combinations would be many reasons.
    if (this.#target.whyUnable?.(timeline) !== undefined) return 'asks for more than the target can do';
    try {
      const trace = await this.#target.play(timeline);
      return whyNotHonest(trace) ?? trace;
    } catch (error) {
      if (error instanceof UntestableError) return error.message;
      throw error;
    }
  }

  breaches({ timeline }: ResolvedPlan, trace: Trace, opinion: Trace | undefined): Breach[] {
    const scenario = generatedCase(timeline, this.#bench.policy.platform);
    // Nearly all timelines break nothing, and what is not broken needs no verdict.
    if (!isAnythingBroken(scenario, trace, opinion)) return [];
    const isMixed = hasMixedPages(timeline);
    const undecidedFrom = isMixed ? 0 : firstUndecided(timeline);
    return judge(scenario, trace, opinion, this.#bench)
      .filter(({ status }) => status === 'fail')
      .map((verdict) => ({ verdict, signature: signatureOf(verdict) }))
      .filter((breach) => {
        const { check, step = 0 } = breach.verdict;
        // Pages that store it in places of their own may have sessions side by side, whose messages come in turns.
        if (isMixed && inTurns.has(check)) return false;
        return check !== engineOpinion.id || sharesId(breach) || step < undecidedFrom;
      })
      .sort((one, other) => (one.verdict.step ?? 0) - (other.verdict.step ?? 0));
  }

  /** What the engine does; `undefined` when it is the engine that is judged, by the policy that it plays by. */
  opinion(timeline: Case['timeline']): Trace | undefined {
    const { policy, edition } = this.#bench;
    if (this.#target.description.name === `reference:${policy.id}`) return undefined;
    return simulate(timeline, policy, rulesFor(policy, edition));
  }
}

/** The laws that take it that a device has one session after the other. */
const inTurns: ReadonlySet<string> = new Set([idNotReused.id, idsInOrder.id]);

function firstUndecided(timeline: Case['timeline']): number {
  return Math.min(
    userUndecidedFrom(timeline) ?? Number.POSITIVE_INFINITY,
    sessionUndecidedFrom(timeline) ?? Number.POSITIVE_INFINITY,
  );
}

function isAnythingBroken(scenario: Case, trace: Trace, opinion: Trace | undefined): boolean {
  const { timeline } = scenario;
  const context = {
    case: scenario,
    observed: observe(trace, timeline),
    opinion: opinion === undefined ? undefined : observe(opinion, timeline),
  };
  return judging.some((check) => check.run(context).some(({ outcome }) => outcome === 'fail'));
}

const judging = [engineOpinion, ...lawChecks];

/** A case without expectations: all that is asked of it are the laws and the engine's opinion. */
export function generatedCase(timeline: Case['timeline'], platform: Case['platform']): Case {
  return {
    id: timeline.id,
    section: 'fuzz',
    title: 'a generated timeline',
    platform,
    requirements: [anyRequirement],
    given: {},
    timeline,
    expectations: new Map(),
    places: [],
    place: { file: timeline.id, line: 1, column: 1 },
  };
}

/** For verdicts of the engine's opinion, which speak for no requirement of their own, the way in which the two part. */
export function signatureOf(verdict: Pick<Verdict, 'check' | 'requirement' | 'expected' | 'observed'>): string {
  const { check, requirement, expected, observed } = verdict;
  return `${check} ${check === 'engine-opinion' ? partingOf(expected, observed) : requirement}`;
}

/** Whether the target has given two sessions one id. */
export function sharesId({ signature }: Pick<Breach, 'signature'>): boolean {
  return signature === 'engine-opinion shares the id';
}

/** How a target parts from the engine at a message. */
export type OpinionParting =
  | 'sends nothing'
  | 'sends what is not due'
  | 'has no session'
  | 'has a session'
  | 'goes on'
  | 'shares the id'
  | 'begins another'
  | 'leaves it unmarked'
  | 'marks it';

/** The words are those of the check of the engine's opinion, as `session 2 with the start marker`. */
export function partingOf(expected: string, observed: string): OpinionParting {
  if (observed === 'no message') return 'sends nothing';
  if (expected === 'no message') return 'sends what is not due';
  const [ours, theirs] = [expected, observed].map(sessionNumber);
  if (ours === undefined) return 'has a session';
  if (theirs === undefined) return 'has no session';
  // Both count sessions as they appear, so that a session that is new has the higher number.
  const marked = observed.endsWith(withMarker);
  if (ours < theirs) return 'begins another';
  // Whoever marks a start has begun another session, and it is known by the id of one before.
  if (ours > theirs) return marked && expected.endsWith(withMarker) ? 'shares the id' : 'goes on';
  return marked ? 'marks it' : 'leaves it unmarked';
}

const withMarker = 'with the start marker';

function sessionNumber(text: string): number | undefined {
  const [, digits] = /^session (\d+)/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
