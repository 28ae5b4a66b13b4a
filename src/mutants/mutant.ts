import type { Rules } from '../engine/rules.js';
import type { Policy } from '../spec/policies.js';

/** A fault that is seeded into the engine's rules, to see whether the suite notices: named after a real bug that shipped. */
export interface Mutant {
  /** The name of its file. */
  readonly id: string;
  /** What the faulty SDK does, in one sentence. */
  readonly title: string;
  /** Where such a fault was reported or read, or, for a plain slip of logic, how it comes about. */
  readonly source: string;
  /** Where the report can be read, if it is public. */
  readonly link?: string;
  /** The SDK family into whose policy it is seeded, by the name of its policy. */
  readonly family: string;
  /** The edition whose rules it is seeded into. */
  readonly edition?: string;
  /** The requirement that it breaks. */
  readonly requirement: string;
  /** The check that must catch it. Caught by others alone, it counts as not caught. */
  readonly check: string;
  /** The smallest override that shows it; the rules that it was given stay as they are. */
  apply(rules: Rules, policy: Policy): Rules;
}
