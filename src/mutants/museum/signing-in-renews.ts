import type { Mutant } from '../mutant.js';

export const signingInRenews: Mutant = {
  id: 'signing-in-renews',
  title: 'identifying a user who was anonymous renews the session',
  source: 'a plain slip: nobody is taken for somebody else',
  family: 'rudderstack-web',
  requirement: 'SES-IDENTIFY-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    onIdentify: (previousUserId, nextUserId) =>
      previousUserId === '' && nextUserId !== '' ? 'renew' : rules.onIdentify(previousUserId, nextUserId),
  }),
};
