import type { Quirk } from '../quirk.js';

export const consentResumesTracking: Quirk = {
  id: 'consent-resumes-tracking',
  title: 'consent begins a session although the application has ended the one before',
  families: ['rudderstack-web'],
  requirements: ['SES-MANUAL-004'],
  source:
    'rudder-sdk-js 3.31.6, core/Analytics.ts:789-792 (ran, 3.34.1): consent initialises the session anew, as a load does',
  apply: (rules) => ({ ...rules, consentResumesTracking: true }),
};
