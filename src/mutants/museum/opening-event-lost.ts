import type { Json } from '../../record/timeline.js';
import type { Mutant } from '../mutant.js';

export const openingEventLost: Mutant = {
  id: 'opening-event-lost',
  title: 'the event that opens a session is not sent, and its marker is gone with it',
  source:
    'rudder-sdk-android 1.28.0, EventRepository.java:303-312: the marker is taken before the event is found to be too large',
  family: 'rudderstack-web',
  requirement: 'SES-WIRE-001',
  check: 'delivery',
  apply: (rules) => ({
    ...rules,
    onWire: (message) => rules.onWire(message).filter(({ context }) => !isMarked(context)),
  }),
};

function isMarked(context: Json | undefined): boolean {
  return typeof context === 'object' && context !== null && 'sessionStart' in context;
}
