import type { Mutant } from '../mutant.js';

export const aDayIsTheLongest: Mutant = {
  id: 'a-day-is-the-longest',
  title: 'a session ends after a day, however active it is',
  source: 'PostHog/posthog-js-lite#511, where it is meant so: a limit that nobody has configured',
  link: 'https://github.com/PostHog/posthog-js-lite/pull/511',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-012',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    isCutOff: (session, nowMs, settings) =>
      rules.isCutOff(session, nowMs, { ...settings, cutOffMs: settings.cutOffMs ?? 86_400_000 }),
  }),
};
