import type { Mutant } from '../mutant.js';

/** DataDog/browser-sdk#4531 had its like: pages prolonged their session by being visible. */
export const hiddenPageIsActivity: Mutant = {
  id: 'hidden-page-is-activity',
  title: 'hiding a page postpones the end of the session',
  source: 'a plain slip: a listener for the visibility that touches the session',
  family: 'rudderstack-web',
  requirement: 'SES-LIFECYCLE-006',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, backgroundIsActivity: true }),
};
