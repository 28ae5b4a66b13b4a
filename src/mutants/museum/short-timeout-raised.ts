import type { Mutant } from '../mutant.js';

export const shortTimeoutRaised: Mutant = {
  id: 'short-timeout-raised',
  title: 'a timeout below 10 seconds is raised to 10 seconds',
  source: 'a plain slip: the bound of a warning that is enforced',
  family: 'rudderstack-web',
  requirement: 'SES-CONFIG-005',
  check: 'expected-session',
  apply: (rules, policy) => ({
    ...rules,
    readSettings(config) {
      const settings = rules.readSettings(config);
      return { ...settings, timeoutMs: Math.max(settings.timeoutMs, policy.values.warnBelowTimeoutMs) };
    },
  }),
};
