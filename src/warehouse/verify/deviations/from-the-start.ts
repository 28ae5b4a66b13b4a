import { isBeyond } from '../../../engine/session.js';
import type { Suspect } from '../deviation.js';

/** A window of fixed length, which activity does not extend. */
export const fromTheStart: Suspect = ({ rules: { timeoutMs, boundary } }) => [
  {
    sentence: 'measures the timeout from the first event of a session, and not from the last',
    apply: (reading) => ({
      ...reading,
      endsByGap: ({ timeMs, startMs }) => isBeyond(timeMs - startMs, timeoutMs, boundary),
    }),
  },
];
