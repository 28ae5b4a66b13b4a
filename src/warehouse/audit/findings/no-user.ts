import type { Finding } from '../finding.js';

export const noUser: Finding = {
  id: 'no-user',
  title: 'events without a user',
  unit: 'events',
  needs: [],
  rows: () => `SELECT user, session, time_ms AS at_ms, 0 AS value, 'empty' AS clue FROM events WHERE user IS NULL`,
  detail: () => 'no user',
  causes: {
    empty: {
      text: 'Something on the way took the id away, or the event came past the SDK. No other finding looks at it, and its session may seem to lack a marker.',
      quirks: [],
    },
  },
};
