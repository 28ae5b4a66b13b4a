import type { Bench } from '../judge/judge.js';
import type { ProbeResult, RunResult } from '../record/run-result.js';
import type { TargetDescription } from '../record/trace.js';
import { packageVersion } from '../spec/package-root.js';
import { BranchTally } from './branches.js';
import { coverageOf } from './coverage.js';
import { knownDeviations, overdueDeviations } from './deviations.js';
import type { Judged } from './judge-played.js';

/** What was judged, and by what. */
export interface OneSubject {
  readonly target: TargetDescription;
  readonly probes: readonly ProbeResult[];
  readonly seed: number;
  /** With the deviations that are about the target. */
  readonly bench: Bench;
  /** With all deviations on record. */
  readonly onRecord: Bench;
  /** ISO date that review dates of deviations are compared with. */
  readonly asOf: string;
}

/** One case that was played some time ago, or elsewhere, as the result of a run. */
export function resultOfOne({ result, faults, taken }: Judged, subject: OneSubject): RunResult {
  const { target, probes, seed, bench, onRecord, asOf } = subject;
  const branches = new BranchTally();
  branches.note(result.case.id, taken);
  const deviations = knownDeviations(onRecord, bench, [result]);
  return {
    lapseVersion: packageVersion,
    target,
    edition: bench.edition,
    policy: bench.policy.id,
    seed,
    probes,
    cases: [result],
    faults,
    coverage: coverageOf(bench.registry, bench.edition, [result]),
    branches: branches.rows([bench.policy]),
    deviations,
    overdue: overdueDeviations(deviations, asOf),
  };
}
