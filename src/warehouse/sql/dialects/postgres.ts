import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL 11 or later',
  assurance: 'The tests of Lapse run it and compare it with the engine row by row.',
  quote: '"',
  types: { integer: 'BIGINT', text: 'TEXT' },
  literal: standardLiteral,
  millisecondsOf: (time) => `CAST(EXTRACT(EPOCH FROM DATE_TRUNC('millisecond', ${time})) * 1000 AS BIGINT)`,
  dayOf: (milliseconds, zone) =>
    `CAST((TIMESTAMPTZ 'epoch' + ${milliseconds} * INTERVAL '1 millisecond') AT TIME ZONE ${zone} AS DATE)`,
  previous: lag,
  capped: (cap) => cappedByFrame(cap, `(SELECT ${cap.parameter}${cap.comparison === '>' ? ' + 1' : ''} FROM params)`),
};
