import type { Mutant } from '../mutant.js';

export const trackingNeverResumes: Mutant = {
  id: 'tracking-never-resumes',
  title: 'after endSession a later load begins no session',
  source: 'a plain slip: the note that it was ended is stored for ever',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-011',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, restsAfterEnd: 'for-ever' }),
};
