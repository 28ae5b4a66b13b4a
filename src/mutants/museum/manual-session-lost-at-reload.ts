import type { Mutant } from '../mutant.js';

export const manualSessionLostAtReload: Mutant = {
  id: 'manual-session-lost-at-reload',
  title: 'a manual session does not go on after a reload',
  source: 'a plain slip: only automatic sessions are looked for',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-006',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    resumes: (session, settings, nowMs) => session.mode === 'automatic' && rules.resumes(session, settings, nowMs),
  }),
};
