import type { Quirk } from '../quirk.js';

export const traitsAloneReset: Quirk = {
  id: 'traits-alone-reset',
  title: 'identify with traits only, over a known user, resets and begins a session',
  families: ['rudderstack-kotlin'],
  requirements: ['SES-IDENTIFY-004'],
  source:
    'rudder-sdk-kotlin 1.6.0, core Analytics.kt:231: the missing user id is an empty text, and that differs from the known one',
  apply: (rules) => ({
    ...rules,
    onIdentify: (previousUserId, nextUserId) =>
      previousUserId !== '' && nextUserId === '' ? 'renew' : rules.onIdentify(previousUserId, nextUserId),
  }),
};
