import type { Mutant } from '../mutant.js';

export const resetRenewsTheVisitor: Mutant = {
  id: 'reset-renews-the-visitor',
  title: 'reset gives the visitor another anonymous id without being told to',
  source: 'a plain slip: everything is cleared that is stored',
  family: 'rudderstack-web',
  requirement: 'SES-RESET-007',
  check: 'expected-visitor',
  apply: (rules) => ({ ...rules, resetsVisitor: () => true }),
};
