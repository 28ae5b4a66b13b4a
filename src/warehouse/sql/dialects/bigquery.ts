import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag } from '../dialect.js';

export const bigquery: Dialect = {
  name: 'bigquery',
  title: 'BigQuery (GoogleSQL)',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '`',
  types: { integer: 'INT64', text: 'STRING' },
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  millisecondsOf: (time) => `UNIX_MILLIS(TIMESTAMP(${time}))`,
  dayOf: (milliseconds, zone) => `DATE(TIMESTAMP_MILLIS(${milliseconds}), ${zone})`,
  previous: lag,
  // A frame takes only a constant. More than 500 steps of a recursion are an error, so that nothing is left out unnoticed.
  capped: (cap) => cappedByFrame(cap, String(cap.beyondMs)),
};
