import type { Mutant } from '../mutant.js';

export const mobileDefaultOnTheWeb: Mutant = {
  id: 'mobile-default-on-the-web',
  title: 'a page without a configured timeout takes the default of mobile, 5 minutes',
  source: 'rudder-sdk-flutter before commits 3c0cca0 and 761b5ce: the defaults of the platforms were confused',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-001',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) => ({
      ...rules.readSettings(config),
      ...(config.sessions?.timeout === undefined ? { timeoutMs: 5 * 60_000 } : {}),
    }),
  }),
};
