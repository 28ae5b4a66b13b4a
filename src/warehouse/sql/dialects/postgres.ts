import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL 11 or later',
  assurance: 'The tests of Lapse run it and compare it with the engine row by row.',
  quote: '"',
  ticks: { unit: 'us', perMs: 1_000 },
  types: { integer: 'BIGINT', text: 'TEXT' },
  literal: standardLiteral,
  ticksOf: (time) => `CAST(EXTRACT(EPOCH FROM ${time}) * 1000000 AS BIGINT)`,
  dayOf: (ticks, zone) =>
    `CAST((TIMESTAMPTZ 'epoch' + ${ticks} * INTERVAL '1 microsecond') AT TIME ZONE ${zone} AS DATE)`,
  millisecondsOf: (ticks) => `${ticks} / 1000`,
  previous: lag,
  capped: (cap) => cappedByFrame(cap, `(SELECT ${cap.parameter}${cap.comparison === '>' ? ' + 1' : ''} FROM params)`),
};
