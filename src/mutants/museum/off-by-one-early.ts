import type { Mutant } from '../mutant.js';

export const offByOneEarly: Mutant = {
  id: 'off-by-one-early',
  title: 'a session ends one millisecond before its timeout',
  source: 'a slip of logic: a comparison with one less than the timeout',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-004',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) => rules.isIdle(session, nowMs + 1, settings),
  }),
};
