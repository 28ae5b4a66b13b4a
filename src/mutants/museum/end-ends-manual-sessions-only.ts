import type { Mutant } from '../mutant.js';

export const endEndsManualSessionsOnly: Mutant = {
  id: 'end-ends-manual-sessions-only',
  title: 'endSession does not end an automatic session',
  source: 'a plain slip: the wrong guard',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onEnd: (session) => (session.mode === 'automatic' ? session : rules.onEnd(session)) }),
};
