import type { Mutant } from '../mutant.js';

export const staleIdReturned: Mutant = {
  id: 'stale-id-returned',
  title: 'getSessionId returns the id of a session that is idle beyond the timeout',
  source:
    'rudder-sdk-android 1.28.0, RudderUserSession.java:58, where it is policy: on the web it is documented to return nothing',
  family: 'rudderstack-web',
  requirement: 'SES-ID-007',
  check: 'expected-return',
  apply: (rules) => ({ ...rules, readsExpired: 'stale' }),
};
