import { type Bench, unjudged } from '../judge/judge.js';
import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import type { BranchRow, CaseResult, Fault, RunResult } from '../record/run-result.js';
import { matchesId } from '../spec/id-glob.js';
import { packageVersion } from '../spec/package-root.js';
import { type ChosenSdk, type Inspection, openTarget, type Target, type TargetOptions } from '../target/index.js';
import { whySkipped } from './applicability.js';
import { BranchTally } from './branches.js';
import { coverageOf } from './coverage.js';
import { judgePlayed } from './judge-played.js';
import { probe } from './probes.js';
import { playAll } from './schedule.js';

export interface RunOptions {
  readonly cases: readonly Case[];
  readonly target: string;
  /** Opens the target by its name; default: those that `listTargets` names. @throws InputError */
  readonly open?: (name: string, options: TargetOptions) => Target;
  /** Default: the SDK that is installed. */
  readonly sdk?: ChosenSdk | undefined;
  readonly bench: Bench;
  readonly seed: number;
  /** Whether traces hold all that can be observed, beside what is judged; default: they do not. */
  readonly detailed?: boolean;
  /** The case that is played under a debugger, if one is. */
  readonly inspection?: Inspection;
  /** How many targets play side by side. The result does not depend on it. */
  readonly jobs: number;
  /** Fire every timer of an idle wait, where the target would skip rounds that are all alike. */
  readonly fullStepping: boolean;
  /** Real time that one case may take, on top of what its waits take, before its SDK counts as hanging. */
  readonly timeLimitMs?: number | undefined;
  /** Stop after the first case that fails. */
  readonly bail: boolean;
  /** ISO date that review dates are compared with. */
  readonly asOf: string;
  /** Told after every case how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Judges a target: probes it, plays every case that applies, compares each trace with the author's expectations, with
 * the engine's opinion and with the laws.
 * @throws InputError when the target cannot be opened
 */
export async function runSuite(options: RunOptions): Promise<RunResult> {
  const { bench, target: name, seed, sdk, timeLimitMs, fullStepping, detailed = false, inspection } = options;
  const open = options.open ?? openTarget;
  const targetOptions = {
    edition: bench.edition,
    seed,
    sdk,
    timeLimitMs,
    fullStepping,
    detailed,
    ...(inspection === undefined ? {} : { inspection }),
  };
  const first = open(name, targetOptions);
  const targets: Target[] = [first];
  try {
    const probes = await probe(first);
    const collector = new Collector(options, first);
    const applicable = collector.applicable();
    if (probes.every(({ ok }) => ok)) {
      // With several jobs, which cases are played before the first failure would depend on the machine.
      const jobs = options.bail ? 1 : Math.min(options.jobs, applicable.length);
      while (targets.length < jobs) targets.push(open(name, targetOptions));
      await playAll(applicable, targets, (scenario, played) => collector.take(scenario, played));
    } else {
      const failed = probes
        .filter(({ ok }) => !ok)
        .map(({ probe: id, message }) => `the ${id} probe failed: ${message}`);
      for (const scenario of applicable) collector.take(scenario, { untestable: failed.join('; ') });
    }
    const cases = collector.results();
    return {
      lapseVersion: packageVersion,
      target: first.description,
      edition: bench.edition,
      policy: bench.policy.id,
      seed,
      probes,
      cases,
      faults: collector.faults(),
      coverage: coverageOf(bench.registry, bench.edition, cases),
      branches: collector.branches(),
      deviations: knownDeviations(bench),
      overdue: overdueDeviations(options),
      ...(cases.length < options.cases.length
        ? { partial: `stopped after the first failure, with ${options.cases.length - cases.length} cases not played` }
        : {}),
    };
  } finally {
    await Promise.all(targets.map((each) => each.close()));
  }
}

/** What a report says of the deviations of the target. */
export function knownDeviations({ deviations }: Bench): RunResult['deviations'] {
  return deviations.map(({ id, requirement, reason, link, review }) => ({
    id,
    requirement,
    reason,
    ...(link === undefined ? {} : { link }),
    review,
  }));
}

/** Those that were to be looked at again by now, and that this run is about. */
export function overdueDeviations({
  bench,
  cases,
  asOf,
}: Pick<RunOptions, 'bench' | 'cases' | 'asOf'>): RunResult['overdue'] {
  return bench.deviations
    .filter(({ review }) => review < asOf)
    .filter(({ requirement }) => bench.registry.byId.get(requirement)?.editions.includes(bench.edition))
    .filter(({ scenarios }) => cases.some(({ id }) => scenarios.some((glob) => matchesId(glob, id))))
    .map(({ id, review }) => ({ deviation: id, review }));
}

/** Judges what was played, and keeps the results in the order of the cases, whatever order they were played in. */
class Collector {
  readonly #options: RunOptions;
  readonly #target: Target;
  readonly #results = new Map<string, CaseResult>();
  readonly #faults = new Map<string, readonly Fault[]>();
  readonly #branches = new BranchTally();
  #done = 0;
  #of = 0;

  constructor(options: RunOptions, target: Target) {
    this.#options = options;
    this.#target = target;
  }

  /** The cases to play; for the others, the reason why not is already a result. */
  applicable(): Case[] {
    const { bench, cases } = this.#options;
    const applicable = cases.filter((scenario) => {
      const reason = whySkipped(scenario, this.#target.description, bench);
      if (reason === undefined) return true;
      const verdict = unjudged(scenario, 'skip', 'applicability', reason, bench.registry);
      this.#results.set(scenario.id, { case: scenario, verdicts: [verdict], sessions: [] });
      return false;
    });
    this.#of = applicable.length;
    return applicable;
  }

  /** @returns whether to go on */
  take(scenario: Case, played: Played): boolean {
    const { bench, bail, onProgress } = this.#options;
    const { result, faults, taken } = judgePlayed(scenario, played, this.#target.description.name, bench);
    this.#results.set(scenario.id, result);
    this.#branches.note(scenario.id, taken);
    if (faults.length > 0) this.#faults.set(scenario.id, faults);
    this.#done += 1;
    onProgress?.(this.#done, this.#of);
    return !bail || result.verdicts.every(({ status }) => !['fail', 'stale', 'untestable'].includes(status));
  }

  results(): CaseResult[] {
    return this.#options.cases.flatMap((scenario) => this.#results.get(scenario.id) ?? []);
  }

  faults(): Fault[] {
    return this.#options.cases.flatMap((scenario) => this.#faults.get(scenario.id) ?? []);
  }

  branches(): BranchRow[] {
    return this.#branches.rows([this.#options.bench.policy]);
  }
}
