import type { Mutant } from '../mutant.js';

export const oneMillisecondLate: Mutant = {
  id: 'one-millisecond-late',
  title: 'a session expires one millisecond too late',
  source: 'a plain slip: one off at the boundary',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-003',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, isIdle: (session, nowMs, settings) => rules.isIdle(session, nowMs - 1, settings) }),
};
