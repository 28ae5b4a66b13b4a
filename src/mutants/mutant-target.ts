import { type Rules, rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import { packageVersion } from '../spec/package-root.js';
import type { Policy } from '../spec/policies.js';
import type { Target } from '../target/index.js';
import type { Mutant } from './mutant.js';

/** The engine, by the policy of an SDK family and with one seeded fault, to look at what the fault does. */
export class MutantTarget implements Target {
  readonly description: TargetDescription;
  readonly #policy: Policy;
  readonly #rules: Rules;

  /** @param policy that of the mutant's family */
  constructor(mutant: Mutant, policy: Policy, edition: string) {
    this.#policy = policy;
    this.#rules = mutant.apply(rulesFor(policy, edition), policy);
    this.description = {
      name: `mutant:${mutant.id}`,
      subject: `mutant of the engine by ${policy.id}: ${mutant.title}`,
      version: packageVersion,
      environment: 'mutant',
      executed: false,
      platform: policy.platform,
    };
  }

  async play(timeline: Timeline): Promise<Trace> {
    return { ...simulate(timeline, this.#policy, this.#rules), target: this.description.name };
  }

  async close(): Promise<void> {}
}
