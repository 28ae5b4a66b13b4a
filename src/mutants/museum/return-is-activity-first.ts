import type { Mutant } from '../mutant.js';

export const returnIsActivityFirst: Mutant = {
  id: 'return-is-activity-first',
  title: 'the return of an application is activity before anybody asks whether its session has expired',
  source:
    'amplitude/Amplitude-Kotlin#198, amplitude/Amplitude-Swift#124 and amplitude/Amplitude-Android#382: an event overtakes the flag of the foreground',
  link: 'https://github.com/amplitude/Amplitude-Kotlin/pull/198',
  family: 'rudderstack-kotlin',
  requirement: 'SES-TIMEOUT-014',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, foregroundLooksFirst: false }),
};
