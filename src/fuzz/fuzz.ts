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
import { alongside, type Cause, causeOf, causesOf, count, explain, type NewFailure, neededBy } from './causes.js';
import { type Examined, Examiner } from './examine.js';
import { describeFailure, slugOf } from './failure.js';
import type { Plan } from './plan.js';
import { examineOrFault, idOf, type PlayedRun, playRuns } from './play-runs.js';
import { Players } from './players.js';
import { shrinkFailure, shrinkingId } from './shrink-failure.js';
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
  /** Asked before each timeline is taken; a reason ends it. */
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

/** More causes than this nobody reads at once; the next run finds the others. */
const mostFailures = 100;
/** How many timelines are taken before somebody hears of the progress again. */
const progressRuns = 16;

/**
 * Generates timelines, plays and judges each by the laws and the engine's opinion, and shrinks what fails. What the
 * known scenarios show is not told again.
 * @throws InputError when the target cannot be opened
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { target: name, bench, seed, sdk, timeLimitMs, fullStepping, open = openTarget } = options;
  const targetOptions = { edition: bench.edition, seed, sdk, timeLimitMs, fullStepping };
  const targets: Target[] = [];
  try {
    while (targets.length < options.jobs) targets.push(open(name, targetOptions));
    const suite = { ...options, ...targetOptions, targets, bail: false, asOf: '', onProgress: () => {} };
    const before = await runSuite(suite);
    const session = new Fuzzing(options, targets, before.cases);
    if (before.probes.every(({ ok }) => ok)) await session.run();
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
  } finally {
    await Promise.all(targets.map((each) => each.close()));
  }
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
  readonly #players: Players<Examiner>;
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
    this.#players = new Players(this.#examiners);
    this.#causes = causesOf(known);
    this.#reachable = countReachable(options.bench.policy);
  }

  async run(): Promise<void> {
    const { bench, steps, seed, runs, twice, whyStop } = this.#options;
    const outages = this.#targets[0]?.description.executed === true;
    const draw = planSource({ policy: bench.policy, steps, outages }, seed);
    const played = playRuns({ players: this.#players, runs, draw, twice, causes: () => this.#causes });
    try {
      while (this.#runs < runs && this.#stopped === undefined) {
        this.#stopped = whyStop?.();
        if (this.#stopped !== undefined) return;
        const next = await played.next();
        if (next.done === true) return;
        await this.#take(next.value);
        if (this.#runs % progressRuns === 0 || this.#runs === runs || this.#stopped !== undefined) this.#tell();
      }
    } finally {
      // What was played ahead and not taken is as if it had never been played.
      await played.return();
      await this.#players.rest();
    }
  }

  #tell(): void {
    this.#options.onProgress?.({
      runs: this.#runs,
      steps: this.#steps,
      virtualMs: this.#virtualMs,
      failures: this.#failures.length,
      branches: { taken: this.#taken.size, of: this.#reachable },
    });
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

  async #take({ run, plan, examined, difference, replays }: PlayedRun): Promise<void> {
    this.#noteFault(examined, idOf(run));
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
    if (examined.breaches.length === 0) return;
    const { by, fresh } = await explain(plan, examined, this.#causes, async (each) => {
      const replay = replays.get(JSON.stringify(each)) ?? (await this.#examineNow(each, idOf(run)));
      this.#noteFault(replay, idOf(run));
      return replay;
    });
    for (const cause of by) count(cause);
    if (fresh !== undefined) await this.#describe(fresh, run, examined.written.length);
  }

  #noteFault(examined: Examined, scenario: string): void {
    if (examined.trace === undefined && examined.isFault === true) {
      this.faults.push({ scenario, message: examined.discarded });
    }
  }

  #examineNow(plan: Plan, id: string): Promise<Examined> {
    return this.#players.play('urgent', (examiner) => examineOrFault(examiner, plan, id));
  }

  #discard(reason: string, run: number): void {
    const known = this.#discarded.get(reason);
    if (known === undefined) this.#discarded.set(reason, { reason, run, count: 1 });
    else known.count += 1;
  }

  async #describe(fresh: NewFailure, run: number, generatedSteps: number): Promise<void> {
    const [examiner] = this.#examiners;
    if (examiner === undefined) return;
    const small = await shrinkFailure(fresh, {
      players: this.#players,
      examiner,
      causes: this.#causes,
      onExamined: (each) => this.#noteFault(each, shrinkingId),
    });
    const shrunk = await this.#examineNow(small, idOf(run));
    this.#noteFault(shrunk, idOf(run));
    const breach = shrunk.breaches.find(({ signature }) => signature === fresh.breach.signature);
    if (breach === undefined || shrunk.trace === undefined) {
      this.#unstable = { run, message: 'a failure was gone when its timeline was played again' };
      this.#stopped = 'the target is not deterministic';
      return;
    }
    const kinds = neededBy(shrunk.timeline, shrunk.breaches);
    const known = causeOf(breach.signature, kinds, this.#causes);
    if (known !== undefined) {
      count(known);
      // It needs less than the scenario that shows it: what fails like it is told at once from now on, and not shrunk again.
      this.#causes.push(...alongside(known, kinds, shrunk.breaches, this.#causes));
      return;
    }
    const cause: Cause = { signature: breach.signature, check: breach.verdict.check, kinds, seen: 1 };
    this.#causes.push(cause);
    this.#causes.push(...alongside(cause, kinds, shrunk.breaches, this.#causes));
    this.#keep({ plan: small, resolved: shrunk, trace: shrunk.trace, breach }, cause, run, generatedSteps);
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
}
