import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const markerNotFirst: Finding = {
  id: 'marker-not-first',
  title: 'sessions whose first event is not the marked one',
  unit: 'sessions',
  needs: ['start'],
  rows: ({ clockToleranceMs }) => `SELECT user, session, start_ms AS at_ms, marked_ms - start_ms AS value,
      CASE WHEN start_ms < started_ms - ${clockToleranceMs} THEN 'clock' ELSE 'late' END AS clue
    FROM sessions WHERE marked_ms > start_ms`,
  detail: (laterMs) => `marked ${formatDuration(laterMs)} later`,
  causes: {
    late: {
      text: 'An event of the session was made before the one that is marked: another tab was quicker, or the SDK marks some types of event only.',
      quirks: ['begins-with-the-sdk'],
    },
    clock: {
      text: 'The clock of the device was set back after the session had begun, so that later events seem to be earlier.',
      quirks: [],
    },
  },
};
