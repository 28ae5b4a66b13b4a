import type { Mutant } from '../mutant.js';

export const pageIsNoActivity: Mutant = {
  id: 'page-is-no-activity',
  title: 'a page does not postpone the end of the session',
  source: 'a plain slip: a type that is missing from a list',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-006',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isActivity: (type, inBackground) => type !== 'page' && rules.isActivity(type, inBackground),
  }),
};
