import type { Mutant } from '../mutant.js';

export const cutOffRestartedByAReload: Mutant = {
  id: 'cut-off-restarted-by-a-reload',
  title: 'each page load restarts the cut-off',
  source: 'a plain slip: the time of the beginning is not stored',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-011',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    persist: (session) => rules.persist({ ...session, startedAtMs: session.lastActivityMs }),
  }),
};
