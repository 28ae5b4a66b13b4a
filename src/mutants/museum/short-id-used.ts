import type { Mutant } from '../mutant.js';

export const shortIdUsed: Mutant = {
  id: 'short-id-used',
  title: 'an id of fewer than ten digits is used',
  source: 'a plain slip: the check of the length is missing',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-015',
  check: 'short-id-unused',
  apply: (rules) => ({
    ...rules,
    judgeManualId: (id) => (typeof id === 'number' && id > 0 ? 'use' : rules.judgeManualId(id)),
  }),
};
