import type { Quirk } from '../quirk.js';

/** The next page finds a session without an end, which is over at any time. One that ends in ages is no such session. */
export const infiniteTimeoutNotStored: Quirk = {
  id: 'infinite-timeout-not-stored',
  title: 'a timeout without an end is in force while the page lives, and JSON has no word for it',
  families: ['rudderstack-web-legacy'],
  requirements: ['SES-CONFIG-010'],
  source: 'rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js:83 (ran, 2.52.21)',
  apply: (rules) => ({
    ...rules,
    resumes: (session, settings, nowMs) =>
      (session.mode === 'manual' || settings.timeoutMs !== Number.POSITIVE_INFINITY) &&
      rules.resumes(session, settings, nowMs),
  }),
};
