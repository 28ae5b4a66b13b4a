import type { Mutant } from '../mutant.js';

export const cutOffShorterThanTheTimeout: Mutant = {
  id: 'cut-off-shorter-than-the-timeout',
  title: 'a cut-off that is shorter than the timeout is used',
  source: 'a plain slip: two settings that are not compared',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-007',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings(config) {
      const settings = rules.readSettings(config);
      const { cutOffMs } = rules.readSettings({ ...config, sessions: { ...config.sessions, timeout: 1 } });
      return settings.automatic ? { ...settings, cutOffMs } : settings;
    },
  }),
};
