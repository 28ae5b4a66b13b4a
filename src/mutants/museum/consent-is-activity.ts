import type { Mutant } from '../mutant.js';

export const consentIsActivity: Mutant = {
  id: 'consent-is-activity',
  title: 'giving consent postpones the end of the session',
  source: 'a plain slip: consent initialises the SDK again, and loading is activity',
  family: 'rudderstack-web',
  requirement: 'SES-CONSENT-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, consentIsActivity: true }),
};
