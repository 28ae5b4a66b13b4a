import fc from 'fast-check';
import type { Timeline } from '../record/timeline.js';
import type { Policy } from '../spec/policies.js';
import { loadPolicy } from '../spec/policies.js';
import type { Plan } from './plan.js';
import { type PlanDomain, plans } from './plans.js';
import { resolvePlan } from './resolve-plan.js';

/** Which timelines are generated. */
export interface TimelineOptions extends Partial<Omit<PlanDomain, 'policy'>> {
  /** A policy, or the id of one: it says which platform, and how long the timeout and the cut-off are. */
  readonly policy?: Policy | string;
}

/** How many steps a timeline has at most, unless somebody says. */
export const defaultSteps = 40;

/**
 * Timelines that can happen: as a scenario may have them, biased to the moments at which decisions change. They shrink
 * step by step, and each that comes out of it can happen too.
 * @throws InputError when there is no such policy
 */
export function timelines(options: TimelineOptions = {}): fc.Arbitrary<Timeline> {
  const { policy = 'rudderstack-web', steps = defaultSteps, outages = false, ...rest } = options;
  const known = typeof policy === 'string' ? loadPolicy(policy) : policy;
  return plans({ ...rest, policy: known, steps, outages }).map(
    (plan) => resolvePlan(plan, known, 'generated', steps).timeline,
  );
}

/** Draws the plan of one run: the same for the same seed and number, whatever was drawn before. */
export function planSource(domain: PlanDomain, seed: number): (run: number) => Plan {
  const drawn = plans(domain);
  return (run) => {
    const [plan] = fc.sample(drawn, { seed: streamOf(seed, run), numRuns: 1 });
    if (plan === undefined) throw new Error('nothing was drawn');
    return plan;
  };
}

/** A seed of 32 bits for each run; multiplied by an odd number so that neighbours are far apart. */
function streamOf(seed: number, run: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) | 0;
}
