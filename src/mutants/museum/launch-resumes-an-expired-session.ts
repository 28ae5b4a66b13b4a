import type { Mutant } from '../mutant.js';

export const launchResumesAnExpiredSession: Mutant = {
  id: 'launch-resumes-an-expired-session',
  title: 'a launch goes on with the stored session however long it has been idle',
  source: 'rudder-sdk-kotlin before pull request 237: after a reboot the stored activity lay ahead of the clock',
  link: 'https://github.com/rudderlabs/rudder-sdk-kotlin/pull/237',
  family: 'rudderstack-kotlin',
  requirement: 'SES-PERSISTENCE-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, loadLooksAtExpiry: false, loadIsActivity: true }),
};
