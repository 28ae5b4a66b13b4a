import type { Status } from './verdict.js';

/** What is compared of a verdict, whichever report it comes from. */
export interface ComparedVerdict {
  readonly requirement: string;
  readonly check: string;
  /** From 1; absent when it is about the whole timeline. */
  readonly step?: number;
  readonly status: Status;
  readonly message: string;
}

/** A run as far as it is compared. */
export interface ComparedRun {
  /** What was judged, in words. */
  readonly subject: string;
  readonly edition: string;
  readonly policy: string;
  /** By the id of the scenario. */
  readonly scenarios: ReadonlyMap<string, readonly ComparedVerdict[]>;
}

/** What can become of a requirement in a scenario from one run to the next. */
export const resultChanges = ['newly failing', 'newly passing', 'changed witness', 'no longer judged'] as const;
export type ResultChangeKind = (typeof resultChanges)[number];

/** A requirement that does not come out of a scenario as it did. */
export interface ResultChange {
  readonly change: ResultChangeKind;
  readonly scenario: string;
  readonly requirement: string;
  /** The first verdict that does not hold; absent where all do. */
  readonly before?: ComparedVerdict;
  readonly now?: ComparedVerdict;
}

export interface RunComparison {
  readonly before: ComparedRun;
  readonly now: ComparedRun;
  /** In the order of the suite. */
  readonly changes: readonly ResultChange[];
  /** Scenarios that only one of the runs has; nothing can be said of these. */
  readonly onlyBefore: readonly string[];
  readonly onlyNow: readonly string[];
}
