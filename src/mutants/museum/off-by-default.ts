import type { Mutant } from '../mutant.js';

export const offByDefault: Mutant = {
  id: 'off-by-default',
  title: 'automatic tracking is off unless it is asked for',
  source: 'a plain slip: the wrong default',
  family: 'rudderstack-web',
  requirement: 'SES-CONFIG-001',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) => rules.readSettings({ ...config, sessions: { autoTrack: false, ...config.sessions } }),
  }),
};
