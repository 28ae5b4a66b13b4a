import type { Quirk } from '../quirk.js';

export const tabsDriftApart: Quirk = {
  id: 'tabs-drift-apart',
  title: 'each tab reads the stored session once, when it loads, and goes on with its own copy',
  families: ['rudderstack-web-legacy'],
  requirements: ['SES-TABS-001', 'SES-TABS-002', 'SES-TABS-003', 'SES-TABS-004'],
  source:
    'rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js: the constructor reads the storage, and nothing else does',
  apply: (rules) => ({ ...rules, readsStorage: 'at-load' }),
};
