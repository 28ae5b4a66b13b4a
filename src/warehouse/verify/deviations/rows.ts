import type { Suspect } from '../deviation.js';

/** Whether it returns anything at all, as a query does not whose condition is never true. */
export const rows: Suspect = () => [
  {
    sentence: 'returns no row',
    apply: (reading) => ({ ...reading, isReturned: () => false }),
  },
];
