import { partingWords } from '../explain/parting.js';
import type { Case } from '../record/case.js';
import { type Behaviour, firstDifference } from '../record/comparison.js';
import { conductText } from '../record/conduct.js';
import type { Step } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import type { Registry } from '../spec/requirements.js';
import { behaviourOf } from '../suite/behaviour.js';
import { whyNotHonest } from '../suite/honest-clock.js';
import { whyNotPlayable } from '../suite/playable.js';
import { type Target, UntestableError } from '../target/index.js';
import { anyRequirement, generatedCase, partingOf } from './examine.js';
import type { Plan, PlannedAction } from './plan.js';
import { requirementOf } from './requirement-of.js';
import { asPlayed, type ResolvedPlan, resolvePlan } from './resolve-plan.js';
import { shrink } from './shrink.js';
import { mostShrinkPlays } from './shrink-failure.js';
import { planSource } from './timelines.js';
import { scenarioText } from './written-scenario.js';

export interface SeparateOptions {
  readonly targets: readonly [Target, Target];
  /** Says how long the timeout and the cut-off are. */
  readonly policy: Policy;
  readonly registry: Registry;
  readonly edition: string;
  readonly seed: number;
  /** Timelines that are generated, at most. */
  readonly runs: number;
  /** The most steps of a timeline. */
  readonly steps: number;
  /** The command that finds the same again. */
  readonly command: string;
  /** Told after every timeline how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What came of the search. */
export interface Separation {
  readonly runs: number;
  /** Timelines of which a target showed nothing that proves anything; they tell nothing apart. */
  readonly untestable: number;
  /** Why the first of them is one. */
  readonly whyUntestable?: string;
  readonly found?: {
    /** The number of the timeline that was shrunk, from 1. */
    readonly run: number;
    readonly generatedSteps: number;
    readonly steps: number;
    readonly case: Case;
    /** The case as a scenario; nobody is right or wrong in it, so that it expects nothing. */
    readonly scenario: string;
  };
}

/** A timeline of a load and one step has nothing in it that could be left out. */
const fewestSteps = 2;

/**
 * Looks for the smallest timeline that two targets do not play alike. What is found first is shrunk; from then on only
 * timelines with fewer steps are generated, so that those that are left can only find a smaller one.
 */
export async function separateTargets(options: SeparateOptions): Promise<Separation> {
  const { seed, runs, onProgress } = options;
  const search = new Search(options);
  let longest = options.steps;
  let draw = planSource({ policy: search.policy, steps: longest, outages: false }, seed);
  let found: Separation['found'];
  let run = 0;
  let untestable = 0;
  let whyUntestable: string | undefined;
  while (run < runs && longest >= fewestSteps) {
    const { plan, parting } = await search.tryOut(search.playable(draw(run)));
    run += 1;
    onProgress?.(run, runs);
    if (typeof parting === 'string') {
      untestable += 1;
      whyUntestable ??= parting;
    }
    if (parting !== true) continue;
    const small = await shrink(plan, {
      normal: (each) => search.normal(each),
      async firstFailing(plans) {
        for (const [index, each] of plans.entries()) if ((await search.parts(each)) === true) return index;
        return -1;
      },
      mostPlays: mostShrinkPlays,
    });
    const generatedSteps = search.resolve(plan).written.length;
    const described = await search.describe(small, run, generatedSteps);
    if (found === undefined || described.steps < found.steps) found = described;
    longest = found.case.timeline.steps.length - 1;
    draw = planSource({ policy: search.policy, steps: longest, outages: false }, seed);
  }
  return {
    runs: run,
    untestable,
    ...(whyUntestable === undefined ? {} : { whyUntestable }),
    ...(found === undefined ? {} : { found }),
  };
}

class Search {
  /** With the platform on which timelines are resolved: where one target is a page, pages are opened. */
  readonly policy: Policy;
  readonly #options: SeparateOptions;
  readonly #platforms: readonly Platform[];

  constructor(options: SeparateOptions) {
    this.#options = options;
    this.#platforms = options.targets.map(({ description }) => description.platform);
    const platform = this.#platforms.includes('web') ? 'web' : 'mobile';
    this.policy = { ...options.policy, platform };
  }

  resolve(plan: Plan): ResolvedPlan {
    return resolvePlan(plan, this.policy, 'fuzz/separated', this.#options.steps);
  }

  normal(plan: Plan): Plan {
    return asPlayed(plan, this.resolve(plan));
  }

  /** Without what cannot happen on the platform of one of the two; an application has one client. */
  playable(plan: Plan): Plan {
    const config = this.#isPlayable({ kind: 'load', config: plan.config }) ? plan.config : {};
    const client = this.#platforms.includes('mobile') ? plan.steps[0]?.client : undefined;
    const steps = plan.steps.map((step) => (client === undefined ? step : { ...step, client }));
    return this.normal({ ...plan, config, steps: steps.filter(({ action }) => this.#isPlayable(action)) });
  }

  /**
   * What is stored of a session can only be damaged where there is one, which no generator can know of an SDK: such a
   * timeline is played again without the damage.
   */
  async tryOut(plan: Plan): Promise<{ readonly plan: Plan; readonly parting: boolean | string }> {
    const parting = await this.parts(plan);
    const steps = plan.steps.filter(({ action }) => action.kind !== 'damage');
    if (typeof parting !== 'string' || steps.length === plan.steps.length) return { plan, parting };
    const undamaged = this.normal({ ...plan, steps });
    return { plan: undamaged, parting: await this.parts(undamaged) };
  }

  /** Whether the two part; why nobody can say, where one of them showed nothing that proves anything. */
  async parts(plan: Plan): Promise<boolean | string> {
    const played = await this.#play(plan);
    return typeof played === 'string' ? played : firstDifference(...played.behaviours) !== undefined;
  }

  async describe(plan: Plan, run: number, generatedSteps: number): Promise<NonNullable<Separation['found']>> {
    const played = await this.#play(plan);
    const step = typeof played === 'string' ? undefined : firstDifference(...played.behaviours);
    if (typeof played === 'string' || step === undefined) {
      throw new UntestableError('a difference was gone when its timeline was played again');
    }
    const { resolved, behaviours } = played;
    const [one, other] = this.#options.targets.map(({ description }, index) => ({
      target: description.name,
      behaviour: behaviours[index] ?? behaviours[0],
    }));
    if (one === undefined || other === undefined) throw new Error('two targets are compared');
    const { sentence } = partingWords(resolved.timeline, step, [one, other]);
    const steps = resolved.written.length;
    const id = `fuzz/${run}`;
    const timeline = { ...resolved.timeline, id };
    const scenario = scenarioText(plan, resolved.written, {
      comments: [
        `Found by lapse diff in run ${run} of seed ${this.#options.seed}, shrunk from ${generatedSteps} steps to ${steps}.`,
        this.#options.command,
      ],
      title: sentence.charAt(0).toUpperCase() + sentence.slice(1),
      requirements: [this.#requirementOf(resolved, step, behaviours)],
      platform: this.policy.platform,
      given: {},
      expectations: new Map(),
    });
    const title = `shrunk from ${generatedSteps} generated steps to ${steps}`;
    return {
      run,
      generatedSteps,
      steps,
      scenario,
      case: { ...generatedCase(timeline, this.policy.platform), title },
    };
  }

  #requirementOf({ timeline }: ResolvedPlan, step: number, [one, other]: readonly [Behaviour, Behaviour]): string {
    const [ours, theirs] = [one.conducts.get(step), other.conducts.get(step)];
    if (ours?.kind !== 'message' && theirs?.kind !== 'message') return anyRequirement;
    const texts = [ours, theirs].map((conduct) => (conduct === undefined ? 'no message' : conductText(conduct)));
    const parting = partingOf(texts[0] ?? '', texts[1] ?? '');
    const { registry, edition } = this.#options;
    return requirementOf({ timeline, step, parting }, this.policy.platform, registry, edition);
  }

  #isPlayable(action: PlannedAction): boolean {
    // Only the kind of a step and what it is given decide, not how long it takes.
    const step = { device: 'device1', client: 'tab1', action } as Step;
    const timeline = { id: '', startMs: 0, steps: [step] };
    return this.#platforms.every((platform) => whyNotPlayable(timeline, platform) === undefined);
  }

  async #play(
    plan: Plan,
  ): Promise<{ readonly resolved: ResolvedPlan; readonly behaviours: readonly [Behaviour, Behaviour] } | string> {
    const resolved = this.resolve(plan);
    const { timeline } = resolved;
    const [one, other] = this.#options.targets;
    try {
      const traces = await Promise.all([one.play(timeline), other.play(timeline)]);
      const dishonest = traces.map(whyNotHonest).find((why) => why !== undefined);
      if (dishonest !== undefined) return dishonest;
      return { resolved, behaviours: [behaviourOf(traces[0], timeline), behaviourOf(traces[1], timeline)] };
    } catch (error) {
      if (error instanceof UntestableError) return error.message;
      throw error;
    }
  }
}
