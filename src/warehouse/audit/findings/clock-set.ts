import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const clockSet: Finding = {
  id: 'clock-set',
  title: 'users whose clock was set',
  unit: 'users',
  needs: ['sent', 'received'],
  rows: ({ clockToleranceMs }) => `SELECT user, NULL AS session, min(time_ms) AS at_ms,
      max(sent_ms - received_ms) - min(sent_ms - received_ms) AS value, 'set' AS clue
    FROM events WHERE user IS NOT NULL GROUP BY user
    HAVING max(sent_ms - received_ms) - min(sent_ms - received_ms) > ${clockToleranceMs}`,
  detail: (byMs) => `by ${formatDuration(byMs)}`,
  causes: {
    set: {
      text: 'Somebody, or the network, set the clock of the device: gaps of its events by its own clock are not what they were.',
      quirks: [],
    },
  },
};
