import type { Mutant } from '../mutant.js';

export const resetKeepsTheSession: Mutant = {
  id: 'reset-keeps-the-session',
  title: 'reset leaves the session as it is',
  source: 'a slip of logic: the session is not among what reset clears',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-001',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onReset: () => 'keep' }),
};
