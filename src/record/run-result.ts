import type { Case } from './case.js';
import type { StepConduct } from './conduct.js';
import type { TargetDescription, Trace } from './trace.js';
import type { Verdict } from './verdict.js';

/** How long the probe of the clock lets pass: long enough for a session to expire in between. */
export const probeWaitMs = 31 * 60_000;

/** A probe of the target before it is judged: does its clock obey, does a call lead to a message. */
export interface ProbeResult {
  readonly probe: 'clock' | 'wire';
  readonly ok: boolean;
  /** One sentence: what was seen. */
  readonly message: string;
}

/** Lapse itself is at fault, or could not do its work; the run ends with exit code 3. */
export interface Fault {
  readonly scenario: string;
  readonly message: string;
}

/** A session as the engine and the target saw it, paired; one of the sides may be missing. */
export interface SessionRow {
  readonly scenario: string;
  readonly device: string;
  /** The id on the wire; absent when the target never showed this session. */
  readonly observedId?: string;
  /** The id that the engine gave it; absent when the engine has no such session. */
  readonly expectedId?: string;
  /** Wall clock of the first and last call whose message belongs to it, in milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  readonly observedEvents: number;
  readonly expectedEvents: number;
  readonly startMarkers: number;
}

/** What became of one case. */
export interface CaseResult {
  readonly case: Case;
  readonly verdicts: readonly Verdict[];
  readonly sessions: readonly SessionRow[];
  /** Absent when the case was skipped before it was played, or when the target could not play it. */
  readonly trace?: Trace;
  /** What became of its calls, in the order of their steps; absent as the trace is. */
  readonly conducts?: readonly StepConduct[];
}

/**
 * What became of a deviation in a run.
 * - `known`, `flaky`: it covered a failure.
 * - `stale`: what it says fails does not, in at least one scenario or step.
 * - `passed`: it is flaky, and nothing of it failed this time.
 * - `not run`: none of its scenarios was judged.
 * - `does not apply`: it is about other versions of the SDK, another platform, or another edition.
 */
export type DeviationOutcome = 'known' | 'flaky' | 'stale' | 'passed' | 'not run' | 'does not apply';

/** What is known of the target, as its maintainers wrote it down. */
export interface KnownDeviation {
  readonly id: string;
  readonly requirement: string;
  readonly reason: string;
  readonly link?: string;
  /** The ISO date by which somebody looks at it again. */
  readonly review: string;
  readonly outcome: DeviationOutcome;
}

/** One row of the coverage of requirements. */
export interface CoverageRow {
  readonly requirement: string;
  readonly section: string;
  readonly level: string;
  readonly platform: string;
  readonly basis: string;
  readonly editions: readonly string[];
  readonly inEdition: boolean;
  /** Ids of the cases that name the requirement, or whose checks speak for it. */
  readonly scenarios: readonly string[];
  /** `conforms`, `deviates`, `breaks`, `untested`, `skipped`, `excluded`, `not in this edition`, … see reports/README.md. */
  readonly outcome: string;
  readonly text: string;
}

/** One row of the coverage of the engine's branches. */
export interface BranchRow {
  readonly branch: string;
  /** What happens there, in a few words. */
  readonly text: string;
  /** Ids of those that say so; empty where only a policy does. */
  readonly requirements: readonly string[];
  readonly outcome: 'reached' | 'not reached' | 'chosen by no policy';
  /** Ids of the cases during which the engine took it. */
  readonly scenarios: readonly string[];
}

/** A part of what was selected, for putting the parts together again. */
export interface SuitePart {
  /** Of all that was selected, and of how it was to be played and judged; the same for every part. */
  readonly sha256: string;
  /** The ids of all that was selected, in their order. */
  readonly scenarios: readonly string[];
  readonly shard: Shard;
}

/** One of so many parts; `2/5` on the command line. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** All that a reporter sees of a run. */
export interface RunResult {
  readonly lapseVersion: string;
  readonly target: TargetDescription;
  readonly edition: string;
  readonly policy: string;
  readonly seed: number;
  readonly probes: readonly ProbeResult[];
  readonly cases: readonly CaseResult[];
  readonly faults: readonly Fault[];
  readonly coverage: readonly CoverageRow[];
  /** Of the engine, when it formed its opinion about the cases that were judged. */
  readonly branches: readonly BranchRow[];
  /** Those of the target, whether or not a verdict names them. */
  readonly deviations: readonly KnownDeviation[];
  /** Which part of which suite was played; absent where nobody has to know. */
  readonly part?: SuitePart;
  /** Deviations whose review date has passed; compared with `--as-of`, so only the console and the exit code see it. */
  readonly overdue: readonly { readonly deviation: string; readonly review: string }[];
  /** Why the run ended before all selected cases were judged, if it did. */
  readonly partial?: string;
  /** The signal that ended it, if one did. */
  readonly interruptedBy?: 'SIGINT' | 'SIGTERM';
}
