import type { Mutant } from '../mutant.js';

export const webDefaultOnAPhone: Mutant = {
  id: 'web-default-on-a-phone',
  title: 'an application without a configured timeout takes the default of the web, 30 minutes',
  source: 'rudder-sdk-flutter before commits 3c0cca0 and 761b5ce: the defaults of the platforms were confused',
  family: 'rudderstack-android',
  requirement: 'SES-TIMEOUT-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) => ({
      ...rules.readSettings(config),
      ...(config.sessions?.timeout === undefined ? { timeoutMs: 30 * 60_000 } : {}),
    }),
  }),
};
