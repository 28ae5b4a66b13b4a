import type { Mutant } from '../mutant.js';

export const oneMillisecondEarly: Mutant = {
  id: 'one-millisecond-early',
  title: 'one millisecond before its timeout, a session has ended already',
  source: 'a slip of logic: a comparison with a timeout that is too short by the smallest amount',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-004',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) => rules.isIdle(session, nowMs + 2, settings),
  }),
};
