import type { Mutant } from '../mutant.js';

/** As no cut-off is shorter than the timeout, this is the same as to have none. */
export const cutOffFromTheLastEvent: Mutant = {
  id: 'cut-off-from-the-last-event',
  title: 'the cut-off is measured from the last event',
  source:
    'DataDog/browser-sdk#4531: the longest duration was counted anew by whatever prolonged the session, so that it never ended',
  link: 'https://github.com/DataDog/browser-sdk/pull/4531',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) =>
      rules.isCutOff({ ...session, startedAtMs: session.lastActivityMs }, nowMs, settings),
  }),
};
