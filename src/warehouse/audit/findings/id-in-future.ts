import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

/** Ahead of when its first message arrived, or of its first event where nothing says when that was. */
export const idInFuture: Finding = {
  id: 'id-in-future',
  title: 'sessions whose id lies in the future',
  unit: 'sessions',
  needs: [],
  rows: ({
    clockToleranceMs,
  }) => `SELECT user, session, start_ms AS at_ms, started_ms - coalesce(received_ms, start_ms) AS value,
      CASE WHEN start_ms - received_ms > ${clockToleranceMs} THEN 'clock' ELSE 'id' END AS clue
    FROM sessions WHERE started_ms - coalesce(received_ms, start_ms) > ${clockToleranceMs}`,
  detail: (aheadMs) => `its id is ${formatDuration(aheadMs)} ahead`,
  causes: {
    clock: {
      text: 'The clock of the device is ahead, and the id is made of it.',
      quirks: [],
    },
    id: {
      text: 'The id is later than the events that carry it: the application passed it, or the clock was set back after the session had begun.',
      quirks: ['caller-context-wins'],
    },
  },
};
