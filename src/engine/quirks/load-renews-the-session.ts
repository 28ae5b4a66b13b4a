import type { Quirk } from '../quirk.js';

/** Documented today, so that it breaks the announcement alone. */
export const loadRenewsTheSession: Quirk = {
  id: 'load-renews-the-session',
  title: 'loading the SDK postpones the end of a session, as if it were an event',
  families: ['rudderstack-web'],
  requirements: ['SES-TIMEOUT-008'],
  source: 'rudder-sdk-js 3.31.6, UserSessionManager.ts:963-969 (ran, 3.34.1)',
  apply: (rules) => ({ ...rules, loadIsActivity: true }),
};
