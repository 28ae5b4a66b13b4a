import type { Finding } from '../finding.js';

export const idUnit: Finding = {
  id: 'id-unit',
  title: 'sessions whose id is in another unit than the policy has',
  unit: 'sessions',
  needs: [],
  rows: ({ idUnit }) => `SELECT user, session, start_ms AS at_ms, events AS value,
      CASE WHEN length(session) = 10 THEN 'seconds' ELSE 'milliseconds' END AS clue
    FROM sessions WHERE started_ms IS NOT NULL AND length(session) = ${idUnit === 'milliseconds' ? 10 : 13}`,
  detail: (events) => (events === 1 ? 'on one event' : `on ${events} events`),
  causes: {
    seconds: {
      text: 'The id is a time in seconds: another SDK, such as a mobile one, writes into the same tables, or the application passed the id.',
      quirks: ['ids-in-seconds'],
    },
    milliseconds: {
      text: 'The id is a time in milliseconds: another SDK, such as that of the web, writes into the same tables, or the application passed the id.',
      quirks: [],
    },
  },
};
