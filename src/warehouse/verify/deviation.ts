import type { SessionRules } from '../session-rules.js';
import type { Reading } from './reading.js';

/** One way in which a query departs from the rules: a hypothesis, to be tested against what the query returns. */
export interface Deviation {
  /** A sentence whose subject is the query, without a full stop. */
  readonly sentence: string;
  apply(reading: Reading): Reading;
}

/** What is known before the hypotheses are made. */
export interface Suspicion {
  readonly rules: SessionRules;
  /** The smallest gaps that end a session, as experiments with the query have found them. */
  readonly smallestGapsMs: readonly number[];
}

/** The hypotheses of one kind; one file each. */
export type Suspect = (suspicion: Suspicion) => readonly Deviation[];
