import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const snowflake: Dialect = {
  name: 'snowflake',
  title: 'Snowflake',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '"',
  types: { integer: 'NUMBER(38, 0)', text: 'VARCHAR' },
  literal: (text) => standardLiteral(text.replaceAll('\\', '\\\\')),
  millisecondsOf: (time) => `DATE_PART(EPOCH_MILLISECOND, DATE_TRUNC(MILLISECOND, ${time}))`,
  dayOf: (milliseconds, zone) => `TO_DATE(CONVERT_TIMEZONE('UTC', ${zone}, TO_TIMESTAMP_NTZ(${milliseconds}, 3)))`,
  previous: lag,
  // A frame takes only a constant.
  capped: (cap) => cappedByFrame(cap, String(cap.beyondMs)),
};
