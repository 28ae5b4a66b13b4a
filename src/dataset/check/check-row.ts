/** What a number counts, which is how it is shown. */
export type Unit = 'share' | 'ms' | 'number';

/** One tested quantity: what the population configures, and what the dataset has. */
export interface CheckRow {
  /** The id of the check that made it. */
  readonly check: string;
  /** In words, unique within the dataset: `cohort buyer, visits at 18 h`. */
  readonly what: string;
  readonly unit: Unit;
  readonly configured: number;
  readonly observed: number;
  /** By how much the observed may differ from the configured, in either direction. */
  readonly tolerance: number;
  /** Of how many observations the observed is the share, mean or quantile. */
  readonly count: number;
  /** `too few`: the tolerance is so wide that nothing could be outside. */
  readonly verdict: 'within' | 'outside' | 'too few';
}

/** A row as a check makes it, without the id of the check. */
export type Finding = Omit<CheckRow, 'check'>;
