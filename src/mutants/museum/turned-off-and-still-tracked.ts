import type { Mutant } from '../mutant.js';

export const turnedOffAndStillTracked: Mutant = {
  id: 'turned-off-and-still-tracked',
  title: 'a session that was tracked automatically goes on after a launch with automatic tracking off',
  source: 'rudder-sdk-ios before 1.16.1 and rudder-sdk-android before 1.19.0, each after tracking was turned off',
  link: 'https://github.com/rudderlabs/rudder-sdk-ios/pull/344',
  family: 'rudderstack-ios',
  requirement: 'SES-CONFIG-007',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    resumes: (session, settings, nowMs) => session.mode === 'automatic' || rules.resumes(session, settings, nowMs),
  }),
};
