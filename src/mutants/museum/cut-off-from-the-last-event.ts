import type { Mutant } from '../mutant.js';

export const cutOffFromTheLastEvent: Mutant = {
  id: 'cut-off-from-the-last-event',
  title: 'the cut-off is measured from the last event',
  source: 'a plain slip: the wrong one of two times',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) =>
      rules.isCutOff({ ...session, startedAtMs: session.lastActivityMs }, nowMs, settings),
  }),
};
