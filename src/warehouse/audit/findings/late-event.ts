import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const lateEvent: Finding = {
  id: 'late-event',
  title: 'events that left late',
  unit: 'events',
  needs: ['original', 'sent'],
  rows: ({ lateAfterMs }) => `SELECT user, session, time_ms AS at_ms, sent_ms - original_ms AS value, 'kept' AS clue
    FROM events WHERE sent_ms - original_ms > ${lateAfterMs}`,
  detail: (laterMs) => `sent ${formatDuration(laterMs)} later`,
  causes: {
    kept: {
      text: 'The device kept it: it was offline, or in the background, or the data plane refused it. What sums up a day before it is there is wrong.',
      quirks: [],
    },
  },
};
