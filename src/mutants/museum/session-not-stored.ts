import type { Mutant } from '../mutant.js';

export const sessionNotStored: Mutant = {
  id: 'session-not-stored',
  title: 'a session ends with its page',
  source: 'a plain slip: what is in memory is never written',
  family: 'rudderstack-web',
  requirement: 'SES-PERSISTENCE-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, persist: () => undefined }),
};
