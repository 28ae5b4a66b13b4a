import type { Finding } from '../finding.js';

export const noTime: Finding = {
  id: 'no-time',
  title: 'events without a time that can be read',
  unit: 'events',
  needs: [],
  rows: () =>
    `SELECT user, session, received_ms AS at_ms, 0 AS value, 'empty' AS clue FROM events WHERE time_ms IS NULL`,
  detail: () => 'no time',
  causes: {
    empty: {
      text: 'The column is empty there, or holds something that is no time. No other finding looks at it.',
      quirks: [],
    },
  },
};
