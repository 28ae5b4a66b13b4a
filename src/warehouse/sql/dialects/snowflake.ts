import { cappedByFrame } from '../cap-by-recursion.js';
import { type Dialect, lag, standardLiteral } from '../dialect.js';

export const snowflake: Dialect = {
  name: 'snowflake',
  title: 'Snowflake',
  assurance: 'Not executed here: a parser of the dialect reads it in the tests of Lapse.',
  quote: '"',
  ticks: { unit: 'ns', perMs: 1_000_000 },
  types: { integer: 'NUMBER(38, 0)', text: 'VARCHAR' },
  literal: (text) => standardLiteral(text.replaceAll('\\', '\\\\')),
  ticksOf: (time) => `DATE_PART(EPOCH_NANOSECOND, ${time})`,
  dayOf: (ticks, zone) => `TO_DATE(CONVERT_TIMEZONE('UTC', ${zone}, TO_TIMESTAMP_NTZ(${ticks}, 9)))`,
  millisecondsOf: (ticks) => `FLOOR(${ticks} / 1000000)`,
  previous: lag,
  // A frame takes only a constant.
  capped: (cap) => cappedByFrame(cap, String(cap.beyondTicks)),
};
