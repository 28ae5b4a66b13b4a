import type { LoadConfig } from '../../record/timeline.js';
import type { Quirk } from '../quirk.js';

export const noCutOff: Quirk = {
  id: 'no-cut-off',
  title: 'a cut-off that is configured does nothing, and nothing is said about it',
  families: ['rudderstack-web-legacy'],
  requirements: [
    'SES-CUTOFF-002',
    'SES-CUTOFF-005',
    'SES-CUTOFF-006',
    'SES-CUTOFF-008',
    'SES-CUTOFF-010',
    'SES-CUTOFF-011',
  ],
  source: 'rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js: the option is nowhere read',
  apply: (rules) => ({ ...rules, readSettings: (config) => rules.readSettings(withoutCutOff(config)) }),
};

function withoutCutOff(config: LoadConfig): LoadConfig {
  const { cutOff: _unread, ...sessions } = config.sessions ?? {};
  return { ...config, sessions };
}
