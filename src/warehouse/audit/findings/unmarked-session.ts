import type { Finding } from '../finding.js';

/** One that began before the first event of the export had its marker there, where nobody can see it any more. */
export const unmarkedSession: Finding = {
  id: 'unmarked-session',
  title: 'sessions without a start marker',
  unit: 'sessions',
  needs: ['start'],
  rows: () => `SELECT user, session, start_ms AS at_ms, events AS value, CASE
      WHEN started_ms IS NULL THEN 'caller'
      WHEN EXISTS (FROM sessions AS other WHERE other.session = this.session AND other.user <> this.user) THEN 'elsewhere'
      ELSE 'lost' END AS clue
    FROM sessions AS this
    WHERE markers = 0 AND coalesce(started_ms >= (SELECT min(time_ms) FROM in_order), true)`,
  detail: (events) => (events === 1 ? 'one event, without a marker' : `${events} events, none of them marked`),
  causes: {
    lost: {
      text: 'The message with the marker was lost on its way or lacks its user, or the process ended before it was sent.',
      quirks: ['pending-start-lost'],
    },
    elsewhere: {
      text: 'Another user has events of the same session: the id of the visitor was replaced while the session went on.',
      quirks: [],
    },
    caller: {
      text: 'The id is not one that the SDK generates: the application passed it in a context or to startSession.',
      quirks: ['caller-context-wins', 'wrong-types-taken-over'],
    },
  },
};
