import type { Mutant } from '../mutant.js';

export const startIgnoredWhileOneIsLive: Mutant = {
  id: 'start-ignored-while-one-is-live',
  title: 'startSession starts nothing while a session is live',
  source: 'a plain slip: a guard against starting twice',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-001',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    startsSession: (session, settings) => session === undefined && rules.startsSession(session, settings),
  }),
};
