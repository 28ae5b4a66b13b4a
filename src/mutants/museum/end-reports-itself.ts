import type { Mutant } from '../mutant.js';

export const endReportsItself: Mutant = {
  id: 'end-reports-itself',
  title: 'endSession sends a message of its own',
  source:
    'amplitude/Amplitude-TypeScript#426: the message that reports the end belongs to the next session; here there must be none',
  link: 'https://github.com/amplitude/Amplitude-TypeScript/pull/426',
  family: 'rudderstack-web',
  requirement: 'SES-MANUAL-005',
  check: 'expected-messages',
  apply: (rules) => ({ ...rules, reportsEnd: true }),
};
