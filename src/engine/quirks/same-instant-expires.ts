import type { Quirk } from '../quirk.js';

export const sameInstantExpires: Quirk = {
  id: 'same-instant-expires',
  title: 'a session has expired when the clock shows the instant of its last activity still',
  families: ['rudderstack-kotlin', 'rudderstack-swift'],
  requirements: ['SES-TIMEOUT-004', 'SES-PERSISTENCE-004'],
  source:
    'rudder-sdk-kotlin 1.6.0, SessionManager.kt:198; rudder-sdk-swift 1.3.1, SessionHandler.swift:171: no time at all counts as a clock that was set back',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      (session.mode === 'automatic' && nowMs === session.lastActivityMs) || rules.isIdle(session, nowMs, settings),
  }),
};
