import type { Boundary } from '../../engine/session.js';
import type { PolicyValues } from '../../spec/policies.js';
import type { ColumnRole } from './audit-columns.js';

/** What the share of a finding is of. */
export type FindingUnit = 'events' | 'sessions' | 'users';

/** What the audit goes by. All durations are in milliseconds. */
export interface AuditRules {
  readonly timeoutMs: number;
  readonly boundary: Boundary;
  /** The longest that a session may last, if the application has configured that. */
  readonly capMs: number | undefined;
  /** When the SDK looks whether a session has ended: see `PolicyValues`. */
  readonly expiryCheck: PolicyValues['expiryCheck'];
  /** The unit of the time in an id that the SDK generates. */
  readonly idUnit: PolicyValues['idUnit'];
  /** By how much two clocks may differ, and an id may be ahead of its events. */
  readonly clockToleranceMs: number;
  /** How long a message may wait on the device before it counts as late. */
  readonly lateAfterMs: number;
}

/** Why something probably is as it is. */
export interface Cause {
  /** In a sentence or two. */
  readonly text: string;
  /** Ids of known quirks that do this. */
  readonly quirks: readonly string[];
}

/** Something that may be wrong with an export; one file each, all of this shape. */
export interface Finding {
  /** The name of its file. */
  readonly id: string;
  /** What is counted, such as "sessions without a start marker". */
  readonly title: string;
  readonly unit: FindingUnit;
  /** The columns without which it cannot be looked for. */
  readonly needs: readonly ColumnRole[];
  /** Why it cannot be looked for under these rules, if it cannot; absent: it always can. */
  unjudgedUnder?(rules: AuditRules): string | undefined;
  /**
   * A statement with one row for each that is found: `user`, `session`, `at_ms` (when), `value` (a number that `detail`
   * puts into words) and `clue` (which of the causes).
   */
  rows(rules: AuditRules): string;
  /** What is to be seen at one of them, in a few words. */
  detail(value: number): string;
  /** By clue. */
  readonly causes: Readonly<Record<string, Cause>>;
}

/** What a statement compares a gap with: `>` or `>=` the timeout. */
export function beyond({ boundary }: Pick<AuditRules, 'boundary'>): '>' | '>=' {
  return boundary === 'inclusive' ? '>=' : '>';
}
