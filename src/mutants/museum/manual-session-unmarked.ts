import type { Mutant } from '../mutant.js';

export const manualSessionUnmarked: Mutant = {
  id: 'manual-session-unmarked',
  title: 'the first message of a manual session carries no marker',
  source: 'a plain slip: the marker is set where automatic sessions begin',
  family: 'rudderstack-web',
  requirement: 'SES-START-001',
  check: 'start-first',
  apply: (rules) => ({
    ...rules,
    onBegin: (session, previous) => ({
      ...rules.onBegin(session, previous),
      startPending: session.mode === 'automatic',
    }),
  }),
};
