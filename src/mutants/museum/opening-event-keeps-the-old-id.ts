import type { Mutant } from '../mutant.js';

export const openingEventKeepsTheOldId: Mutant = {
  id: 'opening-event-keeps-the-old-id',
  title: 'the event that opens a session carries its marker and the id of the session before',
  source:
    'PostHog/posthog-js#2666: the first events after 70 hours had the old id; rudder-sdk-swift before 1.2.0, mended by pull request 214',
  link: 'https://github.com/PostHog/posthog-js/pull/2666',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-003',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, stampedId: (session, before) => before?.id ?? rules.stampedId(session, before) }),
};
