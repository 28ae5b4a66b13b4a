import type { Mutant } from '../mutant.js';

export const cutOffTwoMillisecondsEarly: Mutant = {
  id: 'cut-off-two-milliseconds-early',
  title: 'the cut-off ends a session that is still one millisecond short of it',
  source: 'a plain slip: off at the boundary, beyond the very instant that no requirement decides',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-004',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) => rules.isCutOff(session, nowMs + 2, settings),
  }),
};
