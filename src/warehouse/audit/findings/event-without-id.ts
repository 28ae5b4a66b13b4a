import { formatDuration } from '../../../time/duration.js';
import type { Finding } from '../finding.js';

export const eventWithoutId: Finding = {
  id: 'event-without-id',
  title: 'events without an id between events of one session',
  unit: 'events',
  needs: [],
  rows: () => `SELECT user, session_before AS session, time_ms AS at_ms, time_ms - time_before_ms AS value, 'within' AS clue
    FROM in_order WHERE session IS NULL AND session_before = session_after`,
  detail: (gapMs) => `${formatDuration(gapMs)} after one that has it`,
  causes: {
    within: {
      text: 'The SDK had no session in between: storage was refused or cleared, a tab was told of nothing, or the application sends some events past the SDK.',
      quirks: ['lost-session-not-replaced', 'full-storage-not-read'],
    },
  },
};
