import type { Mutant } from '../mutant.js';

export const defaultTimeoutOnReturn: Mutant = {
  id: 'default-timeout-on-return',
  title: 'a return from the background is judged by the default timeout, whatever is configured',
  source:
    'snowplow/snowplow-ios-tracker#667, mended by #674: what happens in the background is judged by the other timeout',
  link: 'https://github.com/snowplow/snowplow-ios-tracker/issues/667',
  family: 'rudderstack-android',
  requirement: 'SES-TIMEOUT-007',
  check: 'expected-session',
  apply: (rules, policy) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      rules.isIdle(session, nowMs, { ...settings, timeoutMs: policy.values.defaultTimeoutMs }),
  }),
};
