import type { Quirk } from '../quirk.js';

export const consentBeginsAnother: Quirk = {
  id: 'consent-begins-another',
  title: 'consent in one tab begins a session beside the one that another tab has begun since the load',
  families: ['rudderstack-web'],
  requirements: ['SES-TABS-001'],
  source: 'rudder-sdk-js 3.31.6, core/Analytics.ts:789-792 (ran, 3.34.1)',
  apply: (rules) => ({ ...rules, consentJoins: false }),
};
