import type { Mutant } from '../mutant.js';

export const screenIsNoActivity: Mutant = {
  id: 'screen-is-no-activity',
  title: 'a screen does not postpone the end of the session',
  source: 'a plain slip: a type that is missing from a list',
  family: 'rudderstack-android',
  requirement: 'SES-TIMEOUT-006',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isActivity: (type, inBackground) => type !== 'screen' && rules.isActivity(type, inBackground),
  }),
};
