import type { Mutant } from '../mutant.js';

export const cutOffEndsManualSessions: Mutant = {
  id: 'cut-off-ends-manual-sessions',
  title: 'the cut-off ends a manual session',
  source: 'a plain slip: the mode is not asked for',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-009',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) => rules.isCutOff({ ...session, mode: 'automatic' }, nowMs, settings),
  }),
};
