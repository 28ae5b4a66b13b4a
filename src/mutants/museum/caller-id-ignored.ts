import type { Mutant } from '../mutant.js';

export const callerIdIgnored: Mutant = {
  id: 'caller-id-ignored',
  title: 'the id that is passed to startSession is not used',
  source: 'a plain slip: an argument that nobody reads',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-003',
  check: 'expected-id',
  apply: (rules) => ({ ...rules, judgeManualId: () => 'replace' }),
};
