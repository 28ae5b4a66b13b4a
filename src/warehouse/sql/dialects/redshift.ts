import { cappedByJoin } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const redshift: Dialect = {
  name: 'redshift',
  title: 'Amazon Redshift',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '"',
  ticks: { unit: 'us', perMs: 1_000 },
  types: { integer: 'BIGINT', text: 'VARCHAR' },
  literal: (text) => standardLiteral(text.replaceAll('\\', '\\\\')),
  ticksOf: (time) => `DATEDIFF(microsecond, TIMESTAMP '1970-01-01 00:00:00', CAST(${time} AS TIMESTAMP))`,
  // The number of microseconds since 1970 is too large for DATEADD; that of seconds is not.
  dayOf: (ticks, zone) =>
    `CAST(CONVERT_TIMEZONE('UTC', ${zone}, DATEADD(second, CAST(FLOOR(${ticks} / 1000000.0) AS INTEGER), TIMESTAMP '1970-01-01 00:00:00')) AS DATE)`,
  millisecondsOf: (ticks) => `${ticks} / 1000`,
  previous: lag,
  // The frames of its windows know no spans of time.
  capped: cappedByJoin,
};
