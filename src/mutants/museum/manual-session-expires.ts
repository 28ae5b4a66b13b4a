import type { Mutant } from '../mutant.js';

export const manualSessionExpires: Mutant = {
  id: 'manual-session-expires',
  title: 'a manual session ends by inactivity',
  source: 'a plain slip: the mode is not asked for',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-007',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) => rules.isIdle({ ...session, mode: 'automatic' }, nowMs, settings),
  }),
};
