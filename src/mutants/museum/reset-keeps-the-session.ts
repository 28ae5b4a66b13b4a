import type { Mutant } from '../mutant.js';

export const resetKeepsTheSession: Mutant = {
  id: 'reset-keeps-the-session',
  title: 'reset keeps the session and its id',
  source: 'PostHog/posthog-js#430: the id was cleared in storage and lived on in memory',
  link: 'https://github.com/PostHog/posthog-js/pull/430',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onReset: () => 'keep' }),
};
