import type { Mutant } from '../mutant.js';

export const countedFromTheStart: Mutant = {
  id: 'counted-from-the-start',
  title: 'inactivity is counted from the beginning of the session',
  source: 'a plain slip: the wrong one of two times',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-005',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      rules.isIdle({ ...session, lastActivityMs: session.startedAtMs }, nowMs, settings),
  }),
};
