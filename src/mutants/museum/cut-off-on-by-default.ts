import type { Mutant } from '../mutant.js';

export const cutOffOnByDefault: Mutant = {
  id: 'cut-off-on-by-default',
  title: 'a cut-off that nobody has enabled ends sessions after 12 hours',
  source: 'a plain slip: the wrong default',
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-001',
  check: 'expected-session',
  apply: (rules) => ({
    ...rules,
    readSettings: (config) =>
      rules.readSettings({
        ...config,
        sessions: { ...config.sessions, cutOff: { enabled: true, ...config.sessions?.cutOff } },
      }),
  }),
};
