import type { BranchId } from '../engine/branches.js';
import { collectMarks } from '../engine/marks.js';
import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import { type Bench, contradictions, judge, unjudged } from '../judge/judge.js';
import { sessionRows } from '../judge/session-rows.js';
import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import type { CaseResult, Fault } from '../record/run-result.js';
import type { Trace } from '../record/trace.js';
import { whyNotHonest } from './honest-clock.js';
import { stepConducts } from './step-conducts.js';

/** What became of one case that was played, and what Lapse itself did wrong with it. */
export interface Judged {
  readonly result: CaseResult;
  readonly faults: readonly Fault[];
  /** The branches of the engine that formed its opinion. */
  readonly taken: ReadonlySet<BranchId>;
}

/**
 * Judges what came of playing a case, now or some time ago.
 * @param target the name of the target: the engine has no second opinion of itself
 */
export function judgePlayed(scenario: Case, played: Played, target: string, bench: Bench): Judged {
  if ('untestable' in played) return lost(scenario, played.untestable, bench);
  const dishonest = whyNotHonest(played.trace);
  if (dishonest !== undefined) return lost(scenario, dishonest, bench);
  try {
    return judgeTrace(scenario, played.trace, target, bench);
  } catch (error) {
    // An error in the engine or in a check is a fault of Lapse, of this case only: the others are still judged.
    const message = `it could not be judged: ${error instanceof Error ? error.message : String(error)}`;
    return { ...lost(scenario, message, bench), faults: [{ scenario: scenario.id, message }] };
  }
}

function lost(scenario: Case, reason: string, { registry }: Bench): Judged {
  const verdict = unjudged(scenario, 'untestable', 'playable', reason, registry);
  return { result: { case: scenario, verdicts: [verdict], sessions: [] }, faults: [], taken: new Set() };
}

function judgeTrace(scenario: Case, trace: Trace, target: string, bench: Bench): Judged {
  const rules = rulesFor(bench.policy, bench.edition);
  const { result: opinion, taken } = collectMarks(() => simulate(scenario.timeline, bench.policy, rules));
  // Judged by another policy than it plays, the engine has a second opinion too.
  const isEngine = target === `reference:${bench.policy.id}`;
  return {
    result: {
      case: scenario,
      verdicts: judge(scenario, trace, isEngine ? undefined : opinion, bench),
      sessions: sessionRows(scenario, trace, opinion),
      trace,
      conducts: stepConducts(scenario.timeline, trace, opinion),
    },
    faults: contradictions(scenario, opinion).map((message) => ({ scenario: scenario.id, message })),
    taken,
  };
}
