import type { Mutant } from '../mutant.js';

export const cutOffOneMillisecondLate: Mutant = {
  id: 'cut-off-one-millisecond-late',
  title: 'the cut-off ends a session one millisecond too late',
  source: 'a plain slip: one off at the boundary',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) => rules.isCutOff(session, nowMs - 1, settings),
  }),
};
