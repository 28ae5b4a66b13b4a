import { type Dialect, lag, standardLiteral } from '../dialect.js';

const state = 'ROW(place BIGINT, start BIGINT, places ARRAY(BIGINT))';

export const trino: Dialect = {
  name: 'trino',
  title: 'Trino',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '"',
  types: { integer: 'BIGINT', text: 'VARCHAR' },
  literal: standardLiteral,
  millisecondsOf: (time) => `CAST(ROUND(TO_UNIXTIME(DATE_TRUNC('millisecond', ${time})) * 1000) AS BIGINT)`,
  dayOf: (milliseconds, zone) => `CAST(AT_TIMEZONE(FROM_UNIXTIME_NANOS(${milliseconds} * 1000000), ${zone}) AS DATE)`,
  previous: lag,
  // Its recursions end after ten steps, so that the events of a stretch are folded.
  capped: ({ comparison, parameter, time }) => [
    {
      name: 'gathered',
      comment: 'The times of each stretch, in order.',
      body: `SELECT user_id, MIN(event_number) AS first_number, ARRAY_AGG(${time} ORDER BY event_number) AS times
FROM stretches
GROUP BY user_id, stretch`,
    },
    {
      name: 'folded',
      comment: 'The places in a stretch at which the cap begins a session: it counts anew from each of them.',
      body: `SELECT
  gathered.user_id, gathered.first_number,
  REDUCE(
    gathered.times,
    CAST(ROW(0, NULL, ARRAY[]) AS ${state}),
    (s, t) -> IF(
      s.start IS NULL OR t - s.start ${comparison} params.${parameter},
      CAST(ROW(s.place + 1, t, s.places || s.place) AS ${state}),
      CAST(ROW(s.place + 1, s.start, s.places) AS ${state})
    ),
    s -> s.places
  ) AS places
FROM gathered CROSS JOIN params`,
    },
    {
      name: 'capped',
      comment: 'The same as numbers of events.',
      body: `SELECT folded.user_id, folded.first_number + unnested.place AS event_number
FROM folded CROSS JOIN UNNEST(folded.places) AS unnested (place)`,
    },
  ],
};
