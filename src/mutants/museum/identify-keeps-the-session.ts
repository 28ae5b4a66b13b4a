import type { Mutant } from '../mutant.js';

export const identifyKeepsTheSession: Mutant = {
  id: 'identify-keeps-the-session',
  title: 'another user goes on in the session of the one before',
  source: 'a slip of logic: identify does not look at the user before',
  family: 'rudderstack-android',
  requirement: 'SES-IDENTIFY-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onIdentify: () => 'keep' }),
};
