import type { Law } from '../law.js';
import { deliveryOrder } from './delivery-order.js';
import { devicesAlone } from './devices-alone.js';
import { idsNeverDecrease } from './ids-never-decrease.js';
import { longerTimeout } from './longer-timeout.js';
import { moreActivity } from './more-activity.js';
import { oneMarker } from './one-marker.js';
import { oneMessagePerCall } from './one-message-per-call.js';
import { outage } from './outage.js';
import { readIsSent } from './read-is-sent.js';
import { readingChangesNothing } from './reading-changes-nothing.js';
import { saveAndLoad } from './save-and-load.js';
import { sessionFields } from './session-fields.js';
import { shiftInTime } from './shift-in-time.js';
import { waitInParts } from './wait-in-parts.js';

/** All laws: of one message, of one session, and of two timelines that differ in one thing. */
export const allLaws: readonly Law[] = [
  oneMessagePerCall,
  sessionFields,
  oneMarker,
  idsNeverDecrease,
  shiftInTime,
  moreActivity,
  longerTimeout,
  devicesAlone,
  waitInParts,
  readingChangesNothing,
  readIsSent,
  saveAndLoad,
  outage,
  deliveryOrder,
];
