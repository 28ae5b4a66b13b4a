import type { Mutant } from '../mutant.js';

export const resetMakesItAutomatic: Mutant = {
  id: 'reset-makes-it-automatic',
  title: 'a manual session that follows another one is taken for an automatic one',
  source: 'a plain slip: the mode is not handed on',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-003',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    onBegin: (session, previous) => ({
      ...rules.onBegin(session, previous),
      mode: previous?.mode === 'manual' ? 'automatic' : session.mode,
    }),
  }),
};
