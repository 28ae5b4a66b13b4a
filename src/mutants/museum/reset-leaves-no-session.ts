import type { Mutant } from '../mutant.js';

export const resetLeavesNoSession: Mutant = {
  id: 'reset-leaves-no-session',
  title: 'after reset, in one tab or in another, messages belong to no session',
  source: 'PostHog/posthog-js#5036: a null id after the reset of a sibling tab; PostHog/posthog-android#168',
  link: 'https://github.com/PostHog/posthog-js/issues/5036',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onReset: () => 'end' }),
};
