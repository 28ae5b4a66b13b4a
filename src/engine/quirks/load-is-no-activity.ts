import type { Quirk } from '../quirk.js';

/** Announced so, so that it breaks the documentation of today alone. */
export const loadIsNoActivity: Quirk = {
  id: 'load-is-no-activity',
  title: 'loading the SDK does not postpone the end of a session',
  families: ['rudderstack-web-legacy'],
  requirements: ['SES-TIMEOUT-009'],
  source: 'rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js:97-107',
  apply: (rules) => ({ ...rules, loadIsActivity: false }),
};
