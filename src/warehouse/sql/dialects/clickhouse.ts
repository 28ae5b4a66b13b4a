import type { Dialect } from '../dialect.js';

export const clickhouse: Dialect = {
  name: 'clickhouse',
  title: 'ClickHouse 23.10 or later',
  assurance:
    'The tests of Lapse run it where the package chdb is installed; otherwise a parser of the dialect reads it.',
  quote: '`',
  types: { integer: 'Int64', text: 'Nullable(String)' },
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  // Its division of whole numbers rounds to zero, so that what is finer is taken away before.
  millisecondsOf(time) {
    const nanoseconds = `toUnixTimestamp64Nano(toDateTime64(${time}, 9, 'UTC'))`;
    return `intDiv(${nanoseconds} - positiveModulo(${nanoseconds}, 1000000), 1000000)`;
  },
  // Its functions want a constant time zone, and such a query is one.
  dayOf: (milliseconds, zone) =>
    `toDate(fromUnixTimestamp64Milli(${milliseconds}, 'UTC'), (SELECT ${zone} FROM params))`,
  // Of what may be NULL, for else the first row would have a zero before it.
  previous: (value, partition, order) =>
    `lagInFrame(toNullable(${value})) OVER (PARTITION BY ${partition} ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
  capped: ({ comparison, parameter, time }) => [
    {
      name: 'gathered',
      comment: 'The times of each stretch, in order.',
      body: `SELECT
  user_id,
  min(event_number) AS first_number,
  arrayMap(each -> each.2, arraySort(groupArray((event_number, ${time})))) AS times
FROM stretches
GROUP BY user_id, stretch`,
    },
    {
      name: 'folded',
      comment: 'The places in a stretch at which the cap begins a session: it counts anew from each of them.',
      body: `SELECT
  gathered.user_id AS user_id, gathered.first_number AS first_number,
  arrayFold(
    (s, t) -> if(
      t - s.2 ${comparison} params.${parameter},
      (s.1 + 1, t, arrayPushBack(s.3, s.1)),
      (s.1 + 1, s.2, s.3)
    ),
    gathered.times,
    (toUInt64(0), gathered.times[1], CAST([] AS Array(UInt64)))
  ).3 AS places
FROM gathered CROSS JOIN params`,
    },
    {
      name: 'capped',
      comment: 'The same as numbers of events.',
      body: `SELECT user_id, first_number + place AS event_number
FROM folded ARRAY JOIN places AS place`,
    },
  ],
};
