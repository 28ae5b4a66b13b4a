import { formatDuration } from '../../../time/duration.js';
import { type AuditRules, beyond, type Finding } from '../finding.js';

/** A session that is as long as it may be ends although it is live. */
function capped({ capMs }: AuditRules): string {
  return capMs === undefined ? '' : ` AND time_ms - before.start_ms <= ${capMs}`;
}

/** Another user who logs in, and one who logs out, begin another session, as they should. */
export const splitWithinTimeout: Finding = {
  id: 'split-within-timeout',
  title: 'sessions that begin although the one before was live',
  unit: 'sessions',
  needs: [],
  rows: (rules) => `SELECT user, session, time_ms AS at_ms, time_ms - time_before_ms AS value,
      CASE WHEN abs(coalesce(sent_ms - in_order.received_ms, 0) - ahead_before_ms) > ${rules.clockToleranceMs} THEN 'clock'
        WHEN before.end_ms > time_ms THEN 'beside' ELSE 'cut' END AS clue
    FROM in_order JOIN sessions AS this USING (user, session)
      JOIN sessions AS before ON before.user = in_order.user AND before.session = session_before
    WHERE in_order.session <> session_before AND in_order.time_ms = this.start_ms
      AND NOT time_ms - time_before_ms ${beyond(rules)} ${rules.timeoutMs}
      AND (known_user_before IS NULL OR known_user_before IS NOT DISTINCT FROM in_order.known_user)${capped(rules)}`,
  detail: (gapMs) => `${formatDuration(gapMs)} after the event before`,
  causes: {
    cut: {
      text: 'The application began it itself, reset the SDK or configured a shorter timeout; or the SDK found nothing of the session that it had stored.',
      quirks: ['session-cookie-outlived', 'lost-session-not-replaced', 'same-instant-expires'],
    },
    clock: {
      text: 'The clock of the device was set in between, so that the gap by its clock is not what it was.',
      quirks: [],
    },
    beside: {
      text: 'The session before goes on afterwards: two tabs have sessions of their own, or two devices share the id of a visitor.',
      quirks: ['tabs-drift-apart', 'consent-begins-another'],
    },
  },
};
