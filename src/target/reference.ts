import { type Rules, rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import type { Target } from './target.js';

/** The engine itself as a target: a check of the suite against itself, and of what a policy promises. */
export class ReferenceTarget implements Target {
  readonly description: TargetDescription;
  readonly #policy: Policy;
  readonly #rules: Rules;

  constructor(policy: Policy, edition: string, version: string) {
    this.#policy = policy;
    this.#rules = rulesFor(policy, edition);
    this.description = {
      name: `reference:${policy.id}`,
      subject: `reference engine, ${policy.id}`,
      version,
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
