import type { Mutant } from '../mutant.js';

export const trackingResumesAtOnce: Mutant = {
  id: 'tracking-resumes-at-once',
  title: 'the first event after endSession begins an automatic session',
  source: 'a plain slip: nobody remembers that the application has ended it',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, restsAfterEnd: 'not' }),
};
