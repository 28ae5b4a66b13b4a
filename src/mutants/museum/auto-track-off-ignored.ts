import type { Mutant } from '../mutant.js';

export const autoTrackOffIgnored: Mutant = {
  id: 'auto-track-off-ignored',
  title: 'autoTrack: false does not turn automatic tracking off',
  source: 'a plain slip: an option that nobody reads',
  family: 'rudderstack-web',
  requirement: 'SES-CONFIG-002',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: ({ sessions: { autoTrack: _, ...sessions } = {}, ...config }) =>
      rules.readSettings({ ...config, sessions }),
  }),
};
