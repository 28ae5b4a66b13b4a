import type { Mutant } from '../mutant.js';

export const timeoutSettingIgnored: Mutant = {
  id: 'timeout-setting-ignored',
  title: 'the configured timeout is not used',
  source: 'firebase/firebase-ios-sdk#15460: the setting is ignored after an update',
  link: 'https://github.com/firebase/firebase-ios-sdk/issues/15460',
  family: 'rudderstack-web',
  requirement: 'SES-TIMEOUT-007',
  check: 'expected-session',
  apply: (rules, policy) => ({
    ...rules,
    readSettings: (config) => ({ ...rules.readSettings(config), timeoutMs: policy.values.defaultTimeoutMs }),
  }),
};
