import { cappedByJoin } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const redshift: Dialect = {
  name: 'redshift',
  title: 'Amazon Redshift',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '"',
  types: { integer: 'BIGINT', text: 'VARCHAR' },
  literal: (text) => standardLiteral(text.replaceAll('\\', '\\\\')),
  millisecondsOf: (time) =>
    `DATEDIFF(millisecond, TIMESTAMP '1970-01-01 00:00:00', DATE_TRUNC('millisecond', CAST(${time} AS TIMESTAMP)))`,
  // The number of milliseconds since 1970 is too large for DATEADD; that of seconds is not.
  dayOf: (milliseconds, zone) =>
    `CAST(CONVERT_TIMEZONE('UTC', ${zone}, DATEADD(second, CAST(FLOOR(${milliseconds} / 1000.0) AS INTEGER), TIMESTAMP '1970-01-01 00:00:00')) AS DATE)`,
  previous: lag,
  // The frames of its windows know no spans of time.
  capped: cappedByJoin,
};
