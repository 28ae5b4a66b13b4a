import type { Mutant } from '../mutant.js';

export const countedFromTheStart: Mutant = {
  id: 'counted-from-the-start',
  title: 'inactivity is counted from the beginning of the session',
  source:
    'segmentio/analytics-react-native#601: the session is begun anew every 5 minutes, because no event prolongs it',
  link: 'https://github.com/segmentio/analytics-react-native/issues/601',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-005',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      rules.isIdle({ ...session, lastActivityMs: session.startedAtMs }, nowMs, settings),
  }),
};
