import type { Mutant } from '../mutant.js';

export const resetKeepsTheVisitor: Mutant = {
  id: 'reset-keeps-the-visitor',
  title: 'reset keeps the anonymous id although it is told to reset it',
  source: 'a plain slip: an option that nobody reads',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-007',
  check: 'expected-visitor',
  apply: (rules) => ({ ...rules, resetsVisitor: () => false }),
};
