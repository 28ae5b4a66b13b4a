import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  assurance: 'The tests of Lapse run it and compare it with the engine row by row.',
  quote: '"',
  ticks: { unit: 'us', perMs: 1_000 },
  types: { integer: 'BIGINT', text: 'VARCHAR' },
  literal: standardLiteral,
  ticksOf: (time) => `EPOCH_US(${time})`,
  dayOf: (ticks, zone) => `CAST(TIMEZONE(${zone}, MAKE_TIMESTAMPTZ(${ticks})) AS DATE)`,
  millisecondsOf: (ticks) => `${ticks} // 1000`,
  previous: lag,
  capped: (cap) => cappedByFrame(cap, `(SELECT ${cap.parameter}${cap.comparison === '>' ? ' + 1' : ''} FROM params)`),
};
