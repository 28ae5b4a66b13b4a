/**
 * What a check found.
 * - `pass`: the requirement was observed to hold. Only this is a pass.
 * - `fail`: it was observed not to hold.
 * - `warn`: the same, for a SHOULD.
 * - `known`: it fails and a deviation covers it.
 * - `flaky`: it fails now, and a deviation says that it fails at some times and not at others.
 * - `stale`: a deviation says that it fails, and it passes now.
 * - `skip`: not applicable (platform, edition, capability, policy); the message has the reason.
 * - `untestable`: it could not be observed honestly.
 * - `characterization`: it differs from a policy value that was merely observed. A change detector, not a breach.
 */
export const statuses = [
  'pass',
  'fail',
  'warn',
  'known',
  'flaky',
  'stale',
  'skip',
  'untestable',
  'characterization',
] as const;
export type Status = (typeof statuses)[number];

export type Level = 'MUST' | 'SHOULD' | 'MAY';
export type Basis = 'announced' | 'documented' | 'lapse';

/** What a check says before deviations and policies are looked at. */
export interface Finding {
  /** The id of the check, which is the name of its file in `judge/checks/`. */
  readonly check: string;
  readonly outcome: 'pass' | 'fail' | 'skip' | 'untestable';
  /** The requirement that it speaks for. */
  readonly requirement: string;
  /** Index of the step that it is about; absent when it is about the whole timeline. */
  readonly step?: number;
  /** Steps that a reader needs to see to understand it, in addition to `step`. */
  readonly relatedSteps?: readonly number[];
  /** Short texts for a table; empty when there is nothing to compare. */
  readonly expected: string;
  readonly observed: string;
  /** One sentence. */
  readonly message: string;
}

export interface Verdict extends Omit<Finding, 'outcome'> {
  readonly scenario: string;
  readonly status: Status;
  readonly level: Level;
  readonly basis: Basis;
  /** The id of the deviation that makes it `known`, `flaky` or `stale`. */
  readonly deviation?: string;
}
