import type { Quirk } from '../quirk.js';

/** So the next return to the foreground may begin one unasked, and the next launch may go on with one that has no id. */
export const endedSessionRemembered: Quirk = {
  id: 'ended-session-remembered',
  title: 'endSession forgets the id and remembers that there is an automatic session',
  families: ['rudderstack-flutter'],
  requirements: ['SES-MANUAL-004', 'SES-CONTEXT-006'],
  source: 'rudder-sdk-flutter at 5b31a64, RudderSdkFlutterPlugin.java:318-323',
  apply: (rules) => ({ ...rules, remembersEnded: true }),
};
