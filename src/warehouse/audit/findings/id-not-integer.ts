import type { Finding } from '../finding.js';

export const idNotInteger: Finding = {
  id: 'id-not-integer',
  title: 'sessions whose id is no positive integer',
  unit: 'sessions',
  needs: [],
  rows: () => `SELECT user, session, start_ms AS at_ms, events AS value, CASE
      WHEN regexp_full_match(session, '-[0-9]+') THEN 'negative'
      WHEN regexp_full_match(session, '-?[0-9]+[.][0-9]+') THEN 'fraction'
      ELSE 'text' END AS clue
    FROM sessions WHERE NOT regexp_full_match(session, '[0-9]+')`,
  detail: (events) => (events === 1 ? 'on one event' : `on ${events} events`),
  causes: {
    text: {
      text: 'The application passed a text as the id, or a stored one was taken over as it was. A warehouse with a column of integers drops such ids without a word.',
      quirks: ['wrong-types-taken-over', 'caller-context-wins'],
    },
    fraction: {
      text: 'The id was computed from a clock with fractions of a millisecond, or a loader made a floating point number of it.',
      quirks: [],
    },
    negative: {
      text: 'The sign of an id that the application passed counts as one of its digits.',
      quirks: ['sign-counts-as-a-digit'],
    },
  },
};
