import type { Mutant } from '../mutant.js';

export const endIgnored: Mutant = {
  id: 'end-ignored',
  title: 'endSession does nothing',
  source: 'a plain slip: a call that is not passed on',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onEnd: (session) => session }),
};
