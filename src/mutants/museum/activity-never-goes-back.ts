import type { Mutant } from '../mutant.js';

export const activityNeverGoesBack: Mutant = {
  id: 'activity-never-goes-back',
  title: 'activity before a clock was set back counts as later than activity after it',
  source: 'getsentry/sentry-java#5580: a negative duration where the clock was set back',
  link: 'https://github.com/getsentry/sentry-java/issues/5580',
  family: 'rudderstack-web',
  requirement: 'SES-CLOCK-002',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, activityMs: (session, nowMs) => Math.max(session.lastActivityMs, nowMs) }),
};
