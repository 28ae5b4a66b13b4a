import type { Mutant } from '../mutant.js';

export const cutOffIgnored: Mutant = {
  id: 'cut-off-ignored',
  title: 'an enabled cut-off ends no session',
  source: 'DataDog/browser-sdk#4531: the longest duration of a session was not enforced',
  link: 'https://github.com/DataDog/browser-sdk/pull/4531',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-002',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, isCutOff: () => false }),
};
