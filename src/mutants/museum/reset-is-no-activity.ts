import type { Mutant } from '../mutant.js';

/** Documented as activity for the web alone. Before the first event, nothing but the id tells the session of the reset from a later one. */
export const resetIsNoActivity: Mutant = {
  id: 'reset-is-no-activity',
  title: 'the session that reset begins counts from the last event before it',
  source: 'rudder-sdk-android 1.21.0, mended by pull request 360',
  link: 'https://github.com/rudderlabs/rudder-sdk-android/pull/360',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-009',
  check: 'expected-id',
  apply: (rules) => ({ ...rules, resetIsActivity: false }),
};
