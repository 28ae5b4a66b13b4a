import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const idGoesBack: Finding = {
  id: 'id-goes-back',
  title: 'sessions whose id is lower than the one before',
  unit: 'sessions',
  needs: [],
  rows: () => `SELECT user, session, min(time_ms) AS at_ms,
      max(instant_of(session_before) - in_order.started_ms) AS value,
      CASE WHEN bool_or(start_ms < time_ms) THEN 'returns' ELSE 'lower' END AS clue
    FROM in_order JOIN sessions USING (user, session)
    WHERE session <> session_before AND length(session) = length(session_before)
      AND in_order.started_ms < instant_of(session_before)
    GROUP BY user, session`,
  detail: (lowerMs) => `its id is ${formatDuration(lowerMs)} below that of the session before`,
  causes: {
    returns: {
      text: 'A session was back after another one had begun: tabs with sessions of their own, two devices that share the id of a visitor, or an id that the application passed for one message.',
      quirks: ['tabs-drift-apart', 'caller-context-wins'],
    },
    lower: {
      text: 'A session began with an earlier time than the one before: the clock of the device was set back.',
      quirks: [],
    },
  },
};
