import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  assurance: 'The tests of Lapse run it and compare it with the engine row by row.',
  quote: '"',
  types: { integer: 'BIGINT', text: 'VARCHAR' },
  literal: standardLiteral,
  millisecondsOf: (time) => `EPOCH_MS(DATE_TRUNC('millisecond', ${time}))`,
  dayOf: (milliseconds, zone) => `CAST(TIMEZONE(${zone}, MAKE_TIMESTAMPTZ(${milliseconds} * 1000)) AS DATE)`,
  previous: lag,
  capped: (cap) => cappedByFrame(cap, `(SELECT ${cap.parameter}${cap.comparison === '>' ? ' + 1' : ''} FROM params)`),
};
