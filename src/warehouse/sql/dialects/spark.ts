import { type Dialect, lag } from '../dialect.js';

export const spark: Dialect = {
  name: 'spark',
  title: 'Spark SQL 3.4 or later, Databricks',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '`',
  types: { integer: 'BIGINT', text: 'STRING' },
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  millisecondsOf: (time) => `UNIX_MILLIS(${time})`,
  // By a timestamp that knows no time zone, so that the one of the session does not matter.
  dayOf: (milliseconds, zone) =>
    `CAST(CONVERT_TIMEZONE('UTC', ${zone}, CAST('1970-01-01 00:00:00' AS TIMESTAMP_NTZ) + MAKE_DT_INTERVAL(0, 0, 0, ${milliseconds} / CAST(1000 AS DECIMAL(18, 6)))) AS DATE)`,
  previous: lag,
  // Before version 4 it has no recursion, so that the events of a stretch are folded.
  capped: ({ comparison, parameter, time }) => [
    {
      name: 'gathered',
      comment: 'The times of each stretch, in order.',
      body: `SELECT
  user_id,
  MIN(event_number) AS first_number,
  TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(event_number, ${time}))), each -> each.${time}) AS times
FROM stretches
GROUP BY user_id, stretch`,
    },
    {
      name: 'folded',
      comment: 'The places in a stretch at which the cap begins a session: it counts anew from each of them.',
      body: `SELECT
  gathered.user_id, gathered.first_number,
  AGGREGATE(
    gathered.times,
    NAMED_STRUCT('place', 0L, 'start', CAST(NULL AS BIGINT), 'places', CAST(ARRAY() AS ARRAY<BIGINT>)),
    (s, t) -> IF(
      s.start IS NULL OR t - s.start ${comparison} params.${parameter},
      NAMED_STRUCT('place', s.place + 1L, 'start', t, 'places', CONCAT(s.places, ARRAY(s.place))),
      NAMED_STRUCT('place', s.place + 1L, 'start', s.start, 'places', s.places)
    ),
    s -> s.places
  ) AS places
FROM gathered CROSS JOIN params`,
    },
    {
      name: 'capped',
      comment: 'The same as numbers of events.',
      body: `SELECT folded.user_id, folded.first_number + unnested.place AS event_number
FROM folded LATERAL VIEW EXPLODE(folded.places) unnested AS place`,
    },
  ],
};
