import type { Quirk } from '../quirk.js';

export const fullStorageNotRead: Quirk = {
  id: 'full-storage-not-read',
  title: 'storage that takes nothing new is not used at all, and the session that stands there is not continued',
  families: ['rudderstack-web', 'rudderstack-web-legacy'],
  requirements: ['SES-PERSISTENCE-001'],
  source: 'seen: ran rudder-sdk-js 3.34.1, scenario persistence/full-over-a-reload',
  apply: (rules) => ({ ...rules, readsFullStorage: false }),
};
