import type { Mutant } from '../mutant.js';

/** As the load is activity, the session is alive again. */
export const reloadResumesAnExpiredSession: Mutant = {
  id: 'reload-resumes-an-expired-session',
  title: 'the first events after a reload belong to the session that had expired',
  source: 'PostHog/posthog-js#645',
  link: 'https://github.com/PostHog/posthog-js/issues/645',
  family: 'rudderstack-web',
  requirement: 'SES-PERSISTENCE-003',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, loadLooksAtExpiry: false }),
};
