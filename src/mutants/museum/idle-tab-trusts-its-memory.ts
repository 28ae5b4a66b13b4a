import type { Mutant } from '../mutant.js';

export const idleTabTrustsItsMemory: Mutant = {
  id: 'idle-tab-trusts-its-memory',
  title: 'a tab that was idle ends the session by what it remembers, though another tab was active',
  source: 'PostHog/posthog-js#2111: the idle timer of a tab resets the session of all',
  link: 'https://github.com/PostHog/posthog-js/issues/2111',
  family: 'rudderstack-web',
  requirement: 'SES-TABS-002',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, countedActivity: 'of-the-client' }),
};
