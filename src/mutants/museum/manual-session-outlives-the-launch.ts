import type { Mutant } from '../mutant.js';

export const manualSessionOutlivesTheLaunch: Mutant = {
  id: 'manual-session-outlives-the-launch',
  title: 'a manual session of an application goes on after a launch from scratch',
  source: 'a plain slip: the rule of the web on a phone',
  family: 'rudderstack-kotlin',
  requirement: 'SES-MANUAL-013',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    resumes: (session, settings, nowMs) => session.mode === 'manual' || rules.resumes(session, settings, nowMs),
  }),
};
