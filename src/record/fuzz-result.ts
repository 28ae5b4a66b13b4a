import type { Case } from './case.js';
import type { CaseResult, Fault, ProbeResult } from './run-result.js';
import type { TargetDescription, Trace } from './trace.js';
import type { Verdict } from './verdict.js';

/** A generated timeline that a target failed, shrunk. It is all that is needed to play it again. */
export interface FuzzFailure {
  /** The shrunk timeline as a scenario, with what the engine expects of it. */
  readonly case: Case;
  /** What the target did in it. */
  readonly trace: Trace;
  /** All verdicts on it, `verdict` among them. */
  readonly verdicts: readonly Verdict[];
  /** The failure that it was shrunk for. */
  readonly verdict: Verdict;
  /** The seed and the number of the run from which its timeline can be drawn again. */
  readonly seed: number;
  readonly run: number;
  /** Steps of the generated timeline, and of what is left of it, as a scenario has them. */
  readonly generatedSteps: number;
  readonly steps: number;
  /** How many timelines failed in the same way. */
  readonly seen: number;
  /** The text of the scenario. */
  readonly scenario: string;
  /** Where it was written, if it was. */
  readonly file?: string;
}

/** A failure that is known already: a deviation or an entry of the corpus shows it. */
export interface KnownFailure {
  /** The scenario that shows it. */
  readonly scenario: string;
  readonly check: string;
  /** How many timelines failed in the same way. */
  readonly seen: number;
}

/** A target that did not do the same when it played a timeline again. */
export interface Unstable {
  readonly run: number;
  /** One sentence: the first observation that differs. */
  readonly message: string;
}

/** All that is to be told of a fuzzing run. */
export interface FuzzResult {
  readonly lapseVersion: string;
  readonly target: TargetDescription;
  readonly edition: string;
  readonly policy: string;
  readonly seed: number;
  readonly probes: readonly ProbeResult[];
  /** The entries of the corpus, which are played first. */
  readonly corpus: readonly CaseResult[];
  /** Timelines that were generated, played and judged. */
  readonly runs: number;
  /** Steps of all of them together. */
  readonly steps: number;
  /** Virtual time of all of them together. */
  readonly virtualMs: number;
  /** Branches of its rules that the engine took in them, and how many its policy leaves open. */
  readonly branches: { readonly taken: number; readonly of: number };
  /** Timelines that could not be observed honestly, with the reason and the first run of each. */
  readonly discarded: readonly { readonly reason: string; readonly run: number; readonly count: number }[];
  /** In the order in which they were found. */
  readonly failures: readonly FuzzFailure[];
  readonly known: readonly KnownFailure[];
  /** Whether each timeline was played twice. */
  readonly twice: boolean;
  readonly unstable?: Unstable;
  readonly faults: readonly Fault[];
  /** Why it ended before all runs were played, if it did. */
  readonly stopped?: string;
}

/**
 * Whether a failure is a breach. Where all of it rests on values of the policy that were merely observed, the target differs
 * from them, as in a run, and breaks nothing.
 */
export function isBreach({ verdicts }: Pick<FuzzFailure, 'verdicts'>): boolean {
  return verdicts.some(({ status }) => status === 'fail');
}
