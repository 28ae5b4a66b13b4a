import type { Mutant } from '../mutant.js';

export const timeoutInSeconds: Mutant = {
  id: 'timeout-in-seconds',
  title: 'the configured timeout is taken for seconds',
  source: 'a plain slip: the wrong unit',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-007',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings(config) {
      const settings = rules.readSettings(config);
      return config.sessions?.timeout === undefined ? settings : { ...settings, timeoutMs: settings.timeoutMs * 1_000 };
    },
  }),
};
