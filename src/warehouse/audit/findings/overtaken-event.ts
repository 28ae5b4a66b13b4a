import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const overtakenEvent: Finding = {
  id: 'overtaken-event',
  title: 'events that a later one of the user has overtaken',
  unit: 'events',
  needs: ['received'],
  rows: ({ lateAfterMs }) => `SELECT user, session, time_ms AS at_ms, received_ms - later_ms AS value,
      CASE WHEN sent_ms - original_ms > ${lateAfterMs} THEN 'late' ELSE 'overtaken' END AS clue
    FROM (SELECT *, min(received_ms) OVER (PARTITION BY user ORDER BY time_ms
      RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later_ms FROM in_order)
    WHERE received_ms > later_ms`,
  detail: (laterMs) => `received ${formatDuration(laterMs)} after a later one`,
  causes: {
    overtaken: {
      text: 'Requests overtook each other, or a retry came after its successors: the order of arrival is not that of the events.',
      quirks: [],
    },
    late: {
      text: 'The device kept it and sent it when later ones had left.',
      quirks: [],
    },
  },
};
