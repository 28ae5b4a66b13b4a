import type { Mutant } from '../mutant.js';

export const identifyAlwaysRenews: Mutant = {
  id: 'identify-always-renews',
  title: 'identifying the user who is known already renews the session',
  source: 'a plain slip: the two ids are not compared',
  family: 'rudderstack-web',
  requirement: 'SES-IDENTIFY-003',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    onIdentify: (previousUserId, nextUserId) => (previousUserId !== '' && nextUserId !== '' ? 'renew' : 'keep'),
  }),
};
