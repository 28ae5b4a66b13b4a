import type { Policy } from '../spec/policies.js';
import type { Rules } from './rules.js';

/** A known breach of a requirement in a vendor's SDK, as an override of the rules: a fault that shipped. */
export interface Quirk {
  /** The name of its file. */
  readonly id: string;
  /** What the SDK does, in one sentence. */
  readonly title: string;
  /** The SDK families that have it, by the name of their policy. */
  readonly families: readonly string[];
  /** The requirements that it breaks, in whichever edition has them. */
  readonly requirements: readonly string[];
  /** Where it was read or seen: repository, version, file and line. */
  readonly source: string;
  /** Where the vendor speaks of it, if anywhere. */
  readonly link?: string;
  /** The smallest override that shows it; the rules that it was given stay as they are. */
  apply(rules: Rules, policy: Policy): Rules;
}
