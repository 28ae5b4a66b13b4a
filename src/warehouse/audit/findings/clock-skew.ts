import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const clockSkew: Finding = {
  id: 'clock-skew',
  title: 'events from a device whose clock is wrong',
  unit: 'events',
  needs: ['sent', 'received'],
  rows: ({ clockToleranceMs }) => `SELECT user, session, time_ms AS at_ms, sent_ms - received_ms AS value,
      CASE WHEN sent_ms > received_ms THEN 'ahead' ELSE 'behind' END AS clue
    FROM events WHERE abs(sent_ms - received_ms) > ${clockToleranceMs}`,
  detail: (aheadMs) => (aheadMs > 0 ? `${formatDuration(aheadMs)} ahead` : `${formatDuration(-aheadMs)} behind`),
  causes: {
    ahead: {
      text: 'The clock of the device is ahead of that of the server; ids that are times are ahead as well.',
      quirks: [],
    },
    behind: {
      text: 'The clock of the device is behind that of the server, or requests took that long to arrive.',
      quirks: [],
    },
  },
};
