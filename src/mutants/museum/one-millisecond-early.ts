import type { Mutant } from '../mutant.js';

/** Seeded where the policy takes exactly the timeout for expired; elsewhere that is the very instant that no requirement decides. */
export const oneMillisecondEarly: Mutant = {
  id: 'one-millisecond-early',
  title: 'a session expires one millisecond too early',
  source: 'a plain slip: one off at the boundary',
  family: 'announcement-web',
  edition: '2022-12',
  requirement: 'SES-TIMEOUT-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, isIdle: (session, nowMs, settings) => rules.isIdle(session, nowMs + 1, settings) }),
};
