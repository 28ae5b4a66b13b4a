import type { Mutant } from '../mutant.js';

export const oneMillisecondLate: Mutant = {
  id: 'one-millisecond-late',
  title: 'one millisecond beyond the timeout, the session still goes on',
  source: 'a slip of logic: a comparison with one more than the timeout',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-003',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) => rules.isIdle(session, nowMs - 1, settings),
  }),
};
