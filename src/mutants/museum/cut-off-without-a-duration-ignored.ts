import type { Mutant } from '../mutant.js';

export const cutOffWithoutADurationIgnored: Mutant = {
  id: 'cut-off-without-a-duration-ignored',
  title: 'a cut-off that is enabled without a duration ends no session',
  source: 'a plain slip: the default is missing',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-005',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) => ({
      ...rules.readSettings(config),
      ...(config.sessions?.cutOff?.duration === undefined ? { cutOffMs: null } : {}),
    }),
  }),
};
