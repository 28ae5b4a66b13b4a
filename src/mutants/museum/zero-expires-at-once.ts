import type { Mutant } from '../mutant.js';

export const zeroExpiresAtOnce: Mutant = {
  id: 'zero-expires-at-once',
  title: 'a timeout of 0 leaves automatic tracking on, with a session for each event',
  source:
    'rudder-sdk-android 1.28.0, RudderUserSession.java:43, where it is legal: on the web it is documented to turn tracking off',
  family: 'rudderstack-web',
  requirement: 'SES-CONFIG-003',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings(config) {
      const settings = rules.readSettings(config);
      return settings.timeoutMs === 0 ? { ...settings, automatic: true } : settings;
    },
  }),
};
