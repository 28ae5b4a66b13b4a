import type { Quirk } from '../quirk.js';

/** What it sends in between belongs to no session. */
export const lostSessionNotReplaced: Quirk = {
  id: 'lost-session-not-replaced',
  title: 'a page that finds the stored session gone has none until it is loaded again',
  families: ['rudderstack-web'],
  requirements: ['SES-PERSISTENCE-012'],
  source:
    'rudder-sdk-js 3.31.6, UserSessionManager.ts:789 (ran, 3.34.1): what is stored is read at every event, and nothing stored is no session',
  apply: (rules) => ({ ...rules, replacesLost: false }),
};
