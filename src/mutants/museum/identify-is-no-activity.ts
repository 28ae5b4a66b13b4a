import type { Mutant } from '../mutant.js';

export const identifyIsNoActivity: Mutant = {
  id: 'identify-is-no-activity',
  title: 'an identify does not postpone the end of the session',
  source: 'a plain slip: a type that is missing from a list',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-006',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isActivity: (type, inBackground) => type !== 'identify' && rules.isActivity(type, inBackground),
  }),
};
