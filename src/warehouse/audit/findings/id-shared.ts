import type { Finding } from '../finding.js';

/**
 * Ids that are times coincide by chance when users begin at the same one; each of them has a start marker then, at the time
 * that the id tells. That is no finding.
 */
export const idShared: Finding = {
  id: 'id-shared',
  title: 'sessions whose id another user has as well',
  unit: 'sessions',
  needs: [],
  rows: ({ clockToleranceMs }) => `WITH shared AS (
      SELECT session, count(*) AS users, count(known_user) = count(*) AND count(DISTINCT known_user) = 1 AS is_one_person
      FROM sessions GROUP BY session
      HAVING count(*) > 1
        AND NOT bool_and(coalesce(abs(start_ms - started_ms) <= ${clockToleranceMs} AND markers > 0, false))
    )
    SELECT user, session, start_ms AS at_ms, users AS value,
      CASE WHEN started_ms IS NULL THEN 'caller' WHEN is_one_person THEN 'renewed' ELSE 'handed-on' END AS clue
    FROM sessions JOIN shared USING (session)`,
  detail: (users) => `${users} users have it`,
  causes: {
    'handed-on': {
      text: 'The session went on under another visitor: the id of the visitor was replaced without a new session, or messages lack it.',
      quirks: [],
    },
    renewed: {
      text: 'One person who has logged in is behind them: the id of the visitor was replaced while the session went on.',
      quirks: [],
    },
    caller: {
      text: 'The application chose the id, and chose the same for several users.',
      quirks: ['caller-context-wins'],
    },
  },
};
