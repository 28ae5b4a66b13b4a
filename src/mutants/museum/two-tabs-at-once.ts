import type { Mutant } from '../mutant.js';

export const twoTabsAtOnce: Mutant = {
  id: 'two-tabs-at-once',
  title: 'tabs that are opened in the same millisecond begin a session each',
  source: 'snowplow/snowplow-javascript-tracker#1383',
  link: 'https://github.com/snowplow/snowplow-javascript-tracker/issues/1383',
  family: 'rudderstack-web',
  requirement: 'SES-TABS-005',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readsStorage: 'at-load',
    resumes: (session, settings, nowMs) => session.startedAtMs !== nowMs && rules.resumes(session, settings, nowMs),
  }),
};
