import type { Mutant } from '../mutant.js';

export const returnKeepsTheOldSession: Mutant = {
  id: 'return-keeps-the-old-session',
  title: 'an application that comes back after any time goes on with its session',
  source: 'PostHog/posthog-android#267; rudderlabs/rudder-sdk-ios#558',
  link: 'https://github.com/PostHog/posthog-android/issues/267',
  family: 'rudderstack-android',
  requirement: 'SES-TIMEOUT-013',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, expiryCheck: 'never' }),
};
