import type { Finding } from '../finding.js';

export const severalUsers: Finding = {
  id: 'several-users',
  title: 'users of several people',
  unit: 'users',
  needs: ['knownUser'],
  rows: () => `SELECT user, NULL AS session, min(time_ms) AS at_ms, count(DISTINCT known_user) AS value, 'shared' AS clue
    FROM in_order GROUP BY user HAVING count(DISTINCT known_user) > 1`,
  detail: (people) => `${people} people have logged in`,
  causes: {
    shared: {
      text: 'Several people use the device, and the application does not call reset when one of them leaves.',
      quirks: ['identify-keeps-the-session'],
    },
  },
};
