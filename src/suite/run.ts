import { type Bench, unjudged } from '../judge/judge.js';
import type { Played } from '../record/bundle.js';
import type { Case } from '../record/case.js';
import type { BranchRow, CaseResult, Fault, ProbeResult, RunResult, SuitePart } from '../record/run-result.js';
import { opensPage } from '../record/timeline.js';
import { packageVersion } from '../spec/package-root.js';
import { type ChosenSdk, type Inspection, openTarget, type Target, type TargetOptions } from '../target/index.js';
import { whySkipped } from './applicability.js';
import { BranchTally } from './branches.js';
import { coverageOf } from './coverage.js';
import { benchFor, knownDeviations, overdueDeviations } from './deviations.js';
import { judgePlayed } from './judge-played.js';
import { probe } from './probes.js';
import { playAll, unlessAborted } from './schedule.js';
import { isFailing } from './tally.js';

export interface RunOptions {
  readonly cases: readonly Case[];
  readonly target: string;
  /** Opens the target by its name; default: those that `listTargets` names. @throws InputError */
  readonly open?: (name: string, options: TargetOptions) => Target;
  /**
   * Open targets of this name and of these options, for one who plays on with them and closes them. Those that the run lacks
   * it opens itself, and closes them.
   */
  readonly targets?: readonly Target[];
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
  /** Which part of a suite the cases are, if a reader has to know. */
  readonly part?: SuitePart | undefined;
  /** Ends the run when it is aborted, with the name of the signal that did it; what was judged by then is kept. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every case how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Judges a target: probes it, plays every case that applies, compares each trace with the author's expectations, with
 * the engine's opinion and with the laws.
 * @throws InputError when the target cannot be opened
 */
export async function runSuite(options: RunOptions): Promise<RunResult> {
  const { target: name, seed, sdk, timeLimitMs, fullStepping, detailed = false, inspection, signal } = options;
  const open = options.open ?? openTarget;
  const targetOptions = {
    edition: options.bench.edition,
    seed,
    sdk,
    timeLimitMs,
    fullStepping,
    detailed,
    ...(inspection === undefined ? {} : { inspection }),
  };
  const own: Target[] = [];
  const openOwn = (): Target => {
    const target = open(name, targetOptions);
    own.push(target);
    return target;
  };
  try {
    const [first = openOwn(), ...given] = options.targets ?? [];
    const bench = benchFor(options.bench, first.description);
    const collector = new Collector({ ...options, bench }, first);
    const applicable = collector.applicable();
    // With several jobs, which cases are played before the first failure would depend on the machine.
    const jobs = options.bail ? 1 : Math.min(options.jobs, Math.max(applicable.length, 1));
    const openOthers = (): Target[] => {
      const others = given.slice(0, jobs - 1);
      while (others.length < jobs - 1) others.push(openOwn());
      return others;
    };
    const probing = unlessAborted(probe(first), signal);
    const isHonest = probing.then((probed) => probed?.every(({ ok }) => ok) === true);
    const others = canPlayUnprobed(options, first) || (await isHonest) ? openOthers() : [];
    const probed = isHonest.then((ok) => (ok ? first : undefined));
    const sorts = jobs > 1 && isThread(first);
    const ordered = sorts ? byPages(applicable) : applicable;
    const playing = playAll(ordered, [probed, ...others], (scenario, played) => collector.take(scenario, played), {
      signal,
      ahead: !options.bail,
      fromBothEnds: sorts,
      counts: isHonest,
    });
    // Of a target that the probes refuse nobody waits for what is played, nor hears what becomes of it.
    playing.catch(() => {});
    const probes: readonly ProbeResult[] = (await probing) ?? [];
    if (await isHonest) await playing;
    // Whoever ends the run while it is probed gets what is known without playing.
    const failed = probes.filter(({ ok }) => !ok).map(({ probe: id, message }) => `the ${id} probe failed: ${message}`);
    if (failed.length > 0) {
      for (const scenario of applicable) collector.take(scenario, { untestable: failed.join('; ') });
    }
    const cases = collector.results();
    const deviations = knownDeviations(options.bench, bench, cases);
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
      deviations,
      overdue: overdueDeviations(deviations, options.asOf),
      ...(options.part === undefined ? {} : { part: options.part }),
      ...endOf(options, cases.length),
    };
  } finally {
    await Promise.all(own.map((each) => each.close()));
  }
}

/**
 * Whether targets beside the first may begin while that one is probed: where it takes nothing but a thread of this process,
 * which is closed if nothing counts that it played. With a program or a phone of somebody else nothing is done in vain.
 */
function canPlayUnprobed({ targets }: RunOptions, first: Target): boolean {
  return targets === undefined && isThread(first);
}

/** Whether a target plays in a thread of this process. */
function isThread({ description }: Target): boolean {
  return description.environment === 'jsdom';
}

/**
 * The cases that open the most pages first. A thread makes a realm for as many pages as a case opens, which takes as long as to
 * play one: with all such cases together at one end, of two threads only one makes many. Those of as many pages stay in their order.
 */
function byPages(cases: readonly Case[]): Case[] {
  return cases.toSorted((one, other) => pagesOf(other) - pagesOf(one));
}

/** How many pages a case opens at most. */
function pagesOf({ timeline }: Case): number {
  return timeline.steps.filter(({ action }) => opensPage.has(action.kind)).length;
}

/** Why not all was played, if it was not. A signal that came after the last case has ended nothing. */
function endOf({ cases, signal }: RunOptions, judged: number): Pick<RunResult, 'partial' | 'interruptedBy'> {
  const missing = cases.length - judged;
  if (missing === 0) return {};
  const left = `with ${missing === 1 ? '1 scenario' : `${missing} scenarios`} not played`;
  if (signal?.aborted !== true) return { partial: `stopped after the first failure, ${left}` };
  const interruptedBy = signal.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
  return { partial: `interrupted by ${interruptedBy}, ${left}`, interruptedBy };
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
      const reason =
        whySkipped(scenario, this.#target.description, bench) ?? this.#target.whyUnable?.(scenario.timeline);
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
    return !bail || !isFailing(result.verdicts, false);
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
