import type { BranchId } from '../engine/branches.js';
import { rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import { type FuzzFailure, type FuzzResult, isBreach, type Unstable } from '../record/fuzz-result.js';
import type { CaseResult, Fault } from '../record/run-result.js';
import { matchesId } from '../spec/id-glob.js';
import { countReachable } from '../suite/branches.js';
import { runSuite } from '../suite/run.js';
import { type ChosenSdk, openTarget, type Target, type TargetOptions } from '../target/index.js';
import { type Cause, causeOf, causesOf, count, neededBy, newFailureIn, presentIn, suspect } from './causes.js';
import { type Examined, Examiner } from './examine.js';
import { describeFailure, slugOf } from './failure.js';
import { firstDifference } from './first-difference.js';
import type { Plan } from './plan.js';
import { shrink } from './shrink.js';
import { planSource } from './timelines.js';

export interface FuzzOptions {
  readonly target: string;
  /** Opens the target by its name; default: any that is no mutant. */
  readonly open?: (name: string, options: TargetOptions) => Target;
  readonly sdk?: ChosenSdk | undefined;
  readonly bench: Bench;
  readonly seed: number;
  /** The most timelines that are generated. */
  readonly runs: number;
  /** The most steps of a timeline. */
  readonly steps: number;
  /** Targets that play side by side. The result does not depend on it. */
  readonly jobs: number;
  /** Whether to go on after a new failure, for others. */
  readonly keepGoing: boolean;
  /** Whether each timeline is played twice, to see whether the target does the same. */
  readonly twice: boolean;
  readonly fullStepping: boolean;
  readonly timeLimitMs?: number | undefined;
  /** Asked before each batch; a reason ends it. */
  readonly whyStop?: () => string | undefined;
  /** Scenarios that fuzzing has found before, and those of which a deviation speaks: they are played first. */
  readonly cases: readonly Case[];
  /** Whether a scenario is of the corpus, by its id. */
  readonly isCorpus: (scenario: string) => boolean;
  /** A file for a new scenario, by the name that suits it. */
  readonly fileFor: (slug: string) => string;
  /** The command that finds a failure again, by the number of runs that it takes. */
  readonly commandFor: (runs: number) => string;
  readonly onProgress?: (progress: FuzzProgress) => void;
}

export interface FuzzProgress {
  readonly runs: number;
  readonly steps: number;
  readonly virtualMs: number;
  readonly failures: number;
  readonly branches: FuzzResult['branches'];
}

/** Timelines that are tried for one failure until it is small enough. */
export const mostShrinkPlays = 600;
/** More causes than this nobody reads at once; the next run finds the others. */
const mostFailures = 100;
/** Timelines of one batch and target; a limit of time is looked at between batches. */
const batchLength = 16;

/**
 * Generates timelines, plays and judges each by the laws and the engine's opinion, and shrinks what fails. What the
 * known scenarios show is not told again.
 * @throws InputError when the target cannot be opened
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { target: name, bench, seed, sdk, timeLimitMs, fullStepping, open = openTarget } = options;
  const targetOptions = { edition: bench.edition, seed, sdk, timeLimitMs, fullStepping };
  const before = await runSuite({ ...options, ...targetOptions, bail: false, asOf: '', onProgress: () => {} });
  const isPlayable = before.probes.every(({ ok }) => ok);
  const targets = Array.from({ length: isPlayable ? options.jobs : 0 }, () => open(name, targetOptions));
  const session = new Fuzzing(options, targets, before.cases);
  try {
    if (isPlayable) await session.run();
  } finally {
    await Promise.all(targets.map((each) => each.close()));
  }
  return {
    lapseVersion: before.lapseVersion,
    target: before.target,
    edition: bench.edition,
    policy: bench.policy.id,
    seed,
    probes: before.probes,
    corpus: before.cases.filter(({ case: { id } }) => options.isCorpus(id)),
    ...session.result(),
    faults: [...before.faults, ...session.faults],
  };
}

/** Scenarios that must be played before: a deviation speaks of each of them. */
export function deviatingCases(cases: readonly Case[], { deviations }: Bench): Case[] {
  return cases.filter(({ id }) => deviations.some(({ scenarios }) => scenarios.some((glob) => matchesId(glob, id))));
}

class Fuzzing {
  readonly faults: Fault[] = [];
  readonly #options: FuzzOptions;
  readonly #targets: readonly Target[];
  readonly #examiners: readonly Examiner[];
  readonly #causes: Cause[];
  readonly #failures: { readonly failure: Omit<FuzzFailure, 'seen'>; readonly cause: Cause }[] = [];
  readonly #discarded = new Map<string, { reason: string; run: number; count: number }>();
  #unstable: Unstable | undefined;
  #stopped: string | undefined;
  #runs = 0;
  #steps = 0;
  #virtualMs = 0;
  readonly #taken = new Set<BranchId>();
  readonly #reachable: number;

  constructor(options: FuzzOptions, targets: readonly Target[], known: readonly CaseResult[]) {
    this.#options = options;
    this.#targets = targets;
    this.#examiners = targets.map((target) => new Examiner(target, options.bench, options.steps));
    this.#causes = causesOf(known);
    this.#reachable = countReachable(options.bench.policy);
  }

  async run(): Promise<void> {
    const { bench, steps, seed, runs, jobs, whyStop, onProgress } = this.#options;
    const outages = this.#targets[0]?.description.executed === true;
    const draw = planSource({ policy: bench.policy, steps, outages }, seed);
    while (this.#runs < runs && this.#stopped === undefined) {
      this.#stopped = whyStop?.();
      if (this.#stopped !== undefined) return;
      const count = Math.min(batchLength * jobs, runs - this.#runs);
      const batch = Array.from({ length: count }, (_, index) => ({
        run: this.#runs + index,
        plan: draw(this.#runs + index),
      }));
      const played = await this.#playBatch(batch);
      for (const [index, each] of played.entries()) {
        await this.#take(batch[index]?.plan, each);
        if (this.#stopped !== undefined) break;
      }
      onProgress?.({
        runs: this.#runs,
        steps: this.#steps,
        virtualMs: this.#virtualMs,
        failures: this.#failures.length,
        branches: { taken: this.#taken.size, of: this.#reachable },
      });
    }
  }

  result(): Omit<
    FuzzResult,
    'lapseVersion' | 'target' | 'edition' | 'policy' | 'seed' | 'probes' | 'corpus' | 'faults'
  > {
    return {
      twice: this.#options.twice,
      runs: this.#runs,
      steps: this.#steps,
      virtualMs: this.#virtualMs,
      branches: { taken: this.#taken.size, of: this.#reachable },
      discarded: [...this.#discarded.values()],
      failures: this.#failures.map(({ failure, cause: { seen } }) => ({ ...failure, seen })),
      known: this.#causes.flatMap(({ scenario, check, seen }) =>
        scenario === undefined || seen === 0 ? [] : [{ scenario, check, seen }],
      ),
      ...(this.#unstable === undefined ? {} : { unstable: this.#unstable }),
      ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
    };
  }

  /** Every target takes the next plan when it is free; the results stand in the order of the plans. */
  async #playBatch(batch: readonly { readonly run: number; readonly plan: Plan }[]): Promise<Played[]> {
    const played: Played[] = [];
    let next = 0;
    const work = async (examiner: Examiner): Promise<void> => {
      for (let index = next++; index < batch.length; index = next++) {
        const each = batch[index];
        if (each !== undefined) played[index] = await this.#play(examiner, each.plan, each.run);
      }
    };
    const ends = await Promise.allSettled(this.#examiners.map(work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return played;
  }

  async #play(examiner: Examiner, plan: Plan, run: number): Promise<Played> {
    const id = idOf(run);
    const examined = await this.#examine(examiner, plan, id);
    if (!this.#options.twice || examined.trace === undefined) return { run, examined };
    const again = await examiner.play(examined);
    const difference = typeof again === 'string' ? again : firstDifference(examined.trace, again);
    return { run, examined, ...(difference === undefined ? {} : { difference }) };
  }

  /** An error in the engine or in a check is a fault of Lapse, of this timeline only. */
  async #examine(examiner: Examiner, plan: Plan, id: string): Promise<Examined> {
    try {
      return await examiner.examine(plan, id);
    } catch (error) {
      const message = `it could not be judged: ${error instanceof Error ? error.message : String(error)}`;
      this.faults.push({ scenario: id, message });
      return { ...examiner.resolve(plan, id), breaches: [], taken: new Set(), discarded: message };
    }
  }

  async #take(plan: Plan | undefined, { run, examined, difference }: Played): Promise<void> {
    this.#runs += 1;
    this.#steps += examined.timeline.steps.length;
    if (examined.trace === undefined) {
      this.#discard(examined.discarded, run);
      return;
    }
    this.#virtualMs += examined.trace.elapsedMs;
    for (const branch of examined.taken) this.#taken.add(branch);
    if (difference !== undefined) {
      this.#unstable = { run, message: difference };
      this.#stopped = 'the target is not deterministic';
      return;
    }
    if (plan !== undefined && examined.breaches.length > 0) await this.#explain(plan, examined, run);
  }

  #discard(reason: string, run: number): void {
    const known = this.#discarded.get(reason);
    if (known === undefined) this.#discarded.set(reason, { reason, run, count: 1 });
    else known.count += 1;
  }

  async #explain(plan: Plan, examined: Examined, run: number): Promise<void> {
    const [examiner] = this.#examiners;
    if (examiner === undefined) return;
    const found = await newFailureIn(plan, examined, this.#causes, (each) => this.#examine(examiner, each, idOf(run)));
    if (found === undefined) return;
    const small = await shrink(found.plan, {
      normal: (each) => ({ ...each, steps: examiner.resolve(each, '').written.map(({ planned }) => planned) }),
      firstFailing: (plans) => this.#firstFailing(plans, found.breach.signature),
      mostPlays: mostShrinkPlays,
    });
    const shrunk = await this.#examine(examiner, small, idOf(run));
    const breach = shrunk.breaches.find(({ signature }) => signature === found.breach.signature);
    if (breach === undefined || shrunk.trace === undefined) {
      this.#unstable = { run, message: 'a failure was gone when its timeline was played again' };
      this.#stopped = 'the target is not deterministic';
      return;
    }
    const kinds = neededBy(shrunk.timeline, shrunk.breaches);
    const known = causeOf(breach.signature, kinds, this.#causes);
    if (known !== undefined) {
      count(known);
      return;
    }
    const cause: Cause = { signature: breach.signature, check: breach.verdict.check, kinds, seen: 1 };
    // What else is broken in so small a timeline is broken for the same reason.
    const alongside = shrunk.breaches
      .filter(({ signature }) => signature !== breach.signature)
      .map(({ signature, verdict }): Cause => ({ signature, check: verdict.check, kinds, with: cause, seen: 0 }));
    this.#causes.push(cause, ...alongside);
    this.#keep({ plan: small, resolved: shrunk, trace: shrunk.trace, breach }, cause, run, examined.written.length);
  }

  #keep(
    shrunk: Omit<Parameters<typeof describeFailure>[0], 'opinion'>,
    cause: Cause,
    run: number,
    generatedSteps: number,
  ): void {
    const { bench, fileFor, commandFor, seed, keepGoing } = this.#options;
    const target = this.#targets[0]?.description;
    if (target === undefined) return;
    try {
      const opinion = simulate(shrunk.resolved.timeline, bench.policy, rulesFor(bench.policy, bench.edition));
      const file = fileFor(slugOf(shrunk));
      const origin = { target, seed, run, command: commandFor(run + 1), generatedSteps };
      const failure = describeFailure({ ...shrunk, opinion }, origin, bench, file);
      this.#failures.push({ failure: { ...failure, file }, cause });
      // Whoever differs from what was merely observed breaks nothing yet.
      if (!keepGoing && isBreach(failure)) this.#stopped = 'a new failure was found';
    } catch (error) {
      this.faults.push({ scenario: idOf(run), message: error instanceof Error ? error.message : String(error) });
    }
    if (this.#failures.length >= mostFailures) this.#stopped = `${mostFailures} new failures were found`;
  }

  /** Groups of as many as there are targets; the first of a group counts, so that the number of targets does not. */
  async #firstFailing(plans: readonly Plan[], signature: string): Promise<number> {
    const size = this.#examiners.length;
    for (let start = 0; start < plans.length; start += size) {
      const group = plans.slice(start, start + size);
      const fails = await Promise.all(
        group.map(async (plan, index) => {
          const examiner = this.#examiners[index];
          if (examiner === undefined) return false;
          const { breaches, written, timeline } = await this.#examine(examiner, plan, 'shrinking');
          // Played without a part of it, it proves nothing of the whole.
          if (written.length !== plan.steps.length || breaches.every((breach) => breach.signature !== signature))
            return false;
          // In another form it might fail by a cause that is known.
          return suspect({ signature }, presentIn(timeline, breaches), this.#causes) === undefined;
        }),
      );
      const first = fails.indexOf(true);
      if (first >= 0) return start + first;
    }
    return -1;
  }
}

interface Played {
  readonly run: number;
  readonly examined: Examined;
  /** What was different when it was played again. */
  readonly difference?: string;
}

function idOf(run: number): string {
  return `fuzz/${run + 1}`;
}
