import { type Rules, rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import { packageVersion } from '../spec/package-root.js';
import { loadPolicy, type Policy } from '../spec/policies.js';
import { editionOf, loadRequirements } from '../spec/requirements.js';
import type { Target } from '../target/index.js';
import { type Breach, Examiner } from './examine.js';
import type { Plan } from './plan.js';
import { asPlayed, resolvePlan } from './resolve-plan.js';
import { shrink } from './shrink.js';
import { mostShrinkPlays } from './shrink-failure.js';
import { defaultSteps, planSource } from './timelines.js';

/** A fault that is put into the engine's rules: a mutant, as far as it matters here. */
export interface SeededFault {
  readonly id: string;
  readonly title: string;
  /** The policy whose rules it is put into. */
  readonly family: string;
  /** Default: that by which the family is judged. */
  readonly edition?: string;
  apply(rules: Rules, policy: Policy): Rules;
}

/** How fuzzing found a fault; nothing of it if it did not. */
export interface FoundFault {
  /** The number of the timeline that showed it first, from 1. */
  readonly foundAtRun: number;
  /** Steps of the shrunk timeline, as a scenario has them. */
  readonly shrunkSteps: number;
  readonly timeline: Timeline;
  readonly breach: Breach;
}

/**
 * Looks for a seeded fault with generated timelines alone: with the laws and the engine's opinion, and without any
 * scenario.
 */
export async function fuzzMutant(
  fault: SeededFault,
  {
    runs = 20_000,
    seed = 1,
    steps = defaultSteps,
  }: { readonly runs?: number; readonly seed?: number; readonly steps?: number } = {},
): Promise<FoundFault | undefined> {
  const policy = loadPolicy(fault.family);
  const edition = fault.edition ?? editionOf(fault.family);
  const bench = { registry: loadRequirements(), policy, edition, deviations: [] };
  const examiner = new Examiner(new FaultyTarget(fault, policy, edition), bench, steps);
  const faultless = new Examiner(
    new FaultyTarget({ ...fault, apply: (rules) => rules }, policy, edition),
    bench,
    steps,
  );
  const draw = planSource({ policy, steps, outages: false }, seed);
  /** What the fault breaks: whatever is broken without it as well says nothing of it. */
  const breachesOf = async (plan: Plan, id: string): Promise<readonly Breach[]> => {
    const { breaches } = await examiner.examine(plan, id);
    if (breaches.length === 0) return [];
    const others = new Set((await faultless.examine(plan, id)).breaches.map(({ signature }) => signature));
    return breaches.filter(({ signature }) => !others.has(signature));
  };
  for (let run = 0; run < runs; run++) {
    const plan = draw(run);
    const [breach] = await breachesOf(plan, `fuzz/${run + 1}`);
    if (breach === undefined) continue;
    const still = async (each: Plan): Promise<Breach | undefined> =>
      (await breachesOf(each, fault.id)).find(({ signature }) => signature === breach.signature);
    const small = await shrink(plan, {
      normal: (each) => asPlayed(each, examiner.resolve(each, '')),
      async firstFailing(plans) {
        for (const [index, each] of plans.entries()) if ((await still(each)) !== undefined) return index;
        return -1;
      },
      mostPlays: mostShrinkPlays,
    });
    const { timeline, written } = resolvePlan(small, policy, fault.id, steps);
    return { foundAtRun: run + 1, shrunkSteps: written.length, timeline, breach: (await still(small)) ?? breach };
  }
  return undefined;
}

class FaultyTarget implements Target {
  readonly description: TargetDescription;
  readonly #policy: Policy;
  readonly #rules: Rules;

  constructor(fault: SeededFault, policy: Policy, edition: string) {
    this.#policy = policy;
    this.#rules = fault.apply(rulesFor(policy, edition), policy);
    this.description = {
      name: `mutant:${fault.id}`,
      subject: fault.title,
      version: packageVersion,
      environment: 'engine',
      executed: false,
      platform: policy.platform,
    };
  }

  async play(timeline: Timeline): Promise<Trace> {
    return { ...simulate(timeline, this.#policy, this.#rules), target: this.description.name };
  }

  async close(): Promise<void> {}
}
