import type { Quirk } from '../quirk.js';

/** The native SDK ignores the call, and the wrapper has taken note of it by then. */
export const shortIdStopsExpiry: Quirk = {
  id: 'short-id-stops-expiry',
  title: 'startSession with too short an id starts nothing, and the automatic session never expires again',
  families: ['rudderstack-flutter'],
  requirements: ['SES-TIMEOUT-013', 'SES-PERSISTENCE-004'],
  source: 'rudder-sdk-flutter at 5b31a64, RudderSdkFlutterPlugin.java:310-319',
  apply: (rules) => ({ ...rules, onIgnoredId: (session) => ({ ...session, mode: 'manual' }) }),
};
