import { quirkyRules } from '../engine/quirks/index.js';
import { type Rules, rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import type { Target } from './target.js';

/**
 * What an SDK does according to its source: the engine, by the family's policy and with its quirks. Nothing of the SDK
 * is run, and a model is no better than what was read.
 */
export class ModelTarget implements Target {
  readonly description: TargetDescription;
  readonly #policy: Policy;
  readonly #rules: Rules;

  constructor(policy: Policy, edition: string, version: string) {
    this.#policy = policy;
    this.#rules = quirkyRules(rulesFor(policy, edition), policy);
    this.description = {
      name: `model:${policy.id}`,
      subject: `model of the ${policy.title}`,
      version,
      environment: 'model',
      executed: false,
      platform: policy.platform,
    };
  }

  async play(timeline: Timeline): Promise<Trace> {
    return { ...simulate(timeline, this.#policy, this.#rules), target: this.description.name };
  }

  async close(): Promise<void> {}
}
