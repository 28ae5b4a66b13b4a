import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const repeatedMessage: Finding = {
  id: 'repeated-message',
  title: 'messages that are there once more',
  unit: 'events',
  needs: ['message'],
  rows: () => `SELECT user, session, time_ms AS at_ms, coalesce(received_ms - first_ms, 0) AS value,
      CASE WHEN received_ms > first_ms THEN 'retry' ELSE 'loaded' END AS clue
    FROM (SELECT rowid AS row, * FROM rows_read) JOIN copies USING (row)
      JOIN (SELECT message, received_ms AS first_ms FROM events) USING (message)
    WHERE NOT is_twin`,
  detail: (laterMs) => (laterMs === 0 ? 'the same row' : `received again ${formatDuration(laterMs)} later`),
  causes: {
    retry: {
      text: 'The device sent it again although it had arrived: its answer was lost. Whoever counts rows counts it twice.',
      quirks: [],
    },
    loaded: {
      text: 'The same row was loaded twice, or the export has it twice.',
      quirks: [],
    },
  },
};
