import type { Quirk } from '../quirk.js';

/** The Swift SDK had it until 1.3.0. */
export const backgroundEventsCount: Quirk = {
  id: 'background-events-count',
  title: 'events that are sent from the background postpone the end of the session',
  families: ['rudderstack-kotlin'],
  requirements: ['SES-TIMEOUT-014'],
  source: 'rudder-sdk-kotlin 1.6.0, SessionTrackingPlugin.kt:42-44: every event, wherever it is sent',
  apply: (rules) => ({ ...rules, isActivity: (type) => rules.isActivity(type, false) }),
};
