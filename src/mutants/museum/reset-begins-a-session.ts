import type { Mutant } from '../mutant.js';

export const resetBeginsASession: Mutant = {
  id: 'reset-begins-a-session',
  title: 'reset begins a session although tracking is off and there is none',
  source: 'rudder-sdk-ios before 1.7.1, mended by commit 7585f3a',
  family: 'rudderstack-ios',
  requirement: 'SES-RESET-002',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onReset: () => 'renew' }),
};
