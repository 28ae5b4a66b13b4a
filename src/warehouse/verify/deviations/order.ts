import type { Suspect } from '../deviation.js';
import { byId } from '../reading.js';

/** In which order events are looked at, which matters for late ones and for those of one instant. */
export const order: Suspect = () => [
  {
    sentence: 'sorts ties the other way: of events of one instant it looks first at the one with the greatest id',
    apply: (reading) => ({ ...reading, order: (one, other) => one.timeMs - other.timeMs || byId(other, one) }),
  },
  {
    sentence: 'looks at events in the order of their ids or of their arrival, and not of time',
    apply: (reading) => ({ ...reading, order: byId }),
  },
];
