import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag } from '../dialect.js';

export const bigquery: Dialect = {
  name: 'bigquery',
  title: 'BigQuery (GoogleSQL)',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '`',
  ticks: { unit: 'us', perMs: 1_000 },
  types: { integer: 'INT64', text: 'STRING' },
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  ticksOf: (time) => `UNIX_MICROS(TIMESTAMP(${time}))`,
  dayOf: (ticks, zone) => `DATE(TIMESTAMP_MICROS(${ticks}), ${zone})`,
  millisecondsOf: (ticks) => `DIV(${ticks}, 1000)`,
  previous: lag,
  // A frame takes only a constant. More than 500 steps of a recursion are an error, so that nothing is left out unnoticed.
  capped: (cap) => cappedByFrame(cap, String(cap.beyondTicks)),
};
