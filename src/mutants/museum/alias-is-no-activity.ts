import type { Mutant } from '../mutant.js';

export const aliasIsNoActivity: Mutant = {
  id: 'alias-is-no-activity',
  title: 'an alias does not postpone the end of the session',
  source: 'a plain slip: a type that is missing from a list',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-006',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isActivity: (type, inBackground) => type !== 'alias' && rules.isActivity(type, inBackground),
  }),
};
