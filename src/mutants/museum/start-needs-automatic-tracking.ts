import type { Mutant } from '../mutant.js';

export const startNeedsAutomaticTracking: Mutant = {
  id: 'start-needs-automatic-tracking',
  title: 'startSession starts nothing when automatic tracking is off',
  source: 'a plain slip: one switch for two things',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-010',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    startsSession: (session, settings) => settings.automatic && rules.startsSession(session, settings),
  }),
};
