import type { Mutant } from '../mutant.js';

export const cutOffNotMovedByReset: Mutant = {
  id: 'cut-off-not-moved-by-reset',
  title: 'after reset the cut-off is measured from the session before',
  source: 'rudder-sdk-js 3.31.6, UserSessionManager.ts:827-842, without the line that re-anchors it',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-010',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    onBegin: (session, previous) => ({
      ...rules.onBegin(session, previous),
      startedAtMs: previous?.startedAtMs ?? session.startedAtMs,
    }),
  }),
};
