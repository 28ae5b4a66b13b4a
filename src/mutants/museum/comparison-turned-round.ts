import type { Mutant } from '../mutant.js';

export const comparisonTurnedRound: Mutant = {
  id: 'comparison-turned-round',
  title: 'events hours apart share a session, and events seconds apart do not',
  source: 'amplitude/Amplitude-TypeScript#685',
  link: 'https://github.com/amplitude/Amplitude-TypeScript/issues/685',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-004',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) => session.mode === 'automatic' && !rules.isIdle(session, nowMs, settings),
  }),
};
