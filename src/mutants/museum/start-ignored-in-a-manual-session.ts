import type { Mutant } from '../mutant.js';

export const startIgnoredInAManualSession: Mutant = {
  id: 'start-ignored-in-a-manual-session',
  title: 'startSession starts nothing in a manual session',
  source: 'a plain slip: a guard against starting twice',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-009',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    startsSession: (session, settings) => session?.mode !== 'manual' && rules.startsSession(session, settings),
  }),
};
