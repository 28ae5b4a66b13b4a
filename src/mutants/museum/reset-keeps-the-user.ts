import type { Mutant } from '../mutant.js';

export const resetKeepsTheUser: Mutant = {
  id: 'reset-keeps-the-user',
  title: 'after reset, messages still carry the user',
  source: 'a plain slip: only half of what is stored is cleared',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-006',
  check: 'expected-fields',
  apply: (rules) => ({ ...rules, resetForgetsUser: false }),
};
