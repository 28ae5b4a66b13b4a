import type { Boundary } from '../engine/session.js';
import type { PolicyValues } from '../spec/policies.js';

/**
 * What ends a session where only timestamps are left of it. The rules are looked at for each event of a user, in the order
 * of time; events of one instant keep the order in which they came. The first event of a user always begins a session.
 */
export interface SessionRules {
  /** The longest time without an event within a session. */
  readonly timeoutMs: number;
  /** Whether a gap of exactly the timeout ends the session (`inclusive`) or not. */
  readonly boundary: Boundary;
  /** The longest time from the first event of a session to its last. The session that follows counts from its own first event. */
  readonly cap?: { readonly maximumMs: number; readonly boundary: Boundary };
  /** A session ends when the date in this time zone is another one than at the event before. */
  readonly midnightZone?: string;
  /**
   * A session ends at an event that names another campaign than the last event of the user that named one, however long
   * ago that was. An event without a campaign is of the campaign that was named last.
   */
  readonly splitsAtCampaign?: boolean;
}

/**
 * The rules of a policy when an application configures nothing. A cut-off that is off unless it is asked for is no rule of
 * the policy: it is asked for as a cap.
 */
export function rulesOfPolicy({ defaultTimeoutMs, boundary }: PolicyValues): SessionRules {
  return { timeoutMs: defaultTimeoutMs, boundary };
}
