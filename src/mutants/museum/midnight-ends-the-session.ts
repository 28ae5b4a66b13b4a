import type { Mutant } from '../mutant.js';

export const midnightEndsTheSession: Mutant = {
  id: 'midnight-ends-the-session',
  title: 'a session ends at midnight, however short the pause',
  source: 'a plain slip: sessions by calendar day, as web analytics once counted them',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-004',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      (session.mode === 'automatic' && dayOf(session.lastActivityMs) !== dayOf(nowMs)) ||
      rules.isIdle(session, nowMs, settings),
  }),
};

function dayOf(wallMs: number): number {
  return Math.floor(wallMs / 86_400_000);
}
