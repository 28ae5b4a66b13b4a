import type { Mutant } from '../mutant.js';

export const readingIsActivity: Mutant = {
  id: 'reading-is-activity',
  title: 'reading the session id postpones the end of the session',
  source: 'matomo-org/matomo-sdk-android#210: each check whether the session has expired prolongs it',
  link: 'https://github.com/matomo-org/matomo-sdk-android/issues/210',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-005',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, readingIsActivity: true }),
};
