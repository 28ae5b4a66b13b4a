import type { UnreadField } from '../read/event-selection.js';
import { acquisition } from './quantities/acquisition.js';
import { arrivals } from './quantities/arrivals.js';
import { cohorts } from './quantities/cohorts.js';
import { devices } from './quantities/devices.js';
import { dirt } from './quantities/dirt.js';
import { dwell } from './quantities/dwell.js';
import { entry } from './quantities/entry.js';
import { funnel } from './quantities/funnel.js';
import { hours } from './quantities/hours.js';
import { identity } from './quantities/identity.js';
import { journeys } from './quantities/journeys.js';
import { properties } from './quantities/properties.js';
import { revenue } from './quantities/revenue.js';
import { sessions } from './quantities/sessions.js';
import { transitions } from './quantities/transitions.js';
import { visits } from './quantities/visits.js';
import type { Quantity } from './quantity.js';

/** All tested quantities, in the order in which they are told. */
export const quantities: readonly Quantity[] = [
  cohorts,
  arrivals,
  visits,
  hours,
  acquisition,
  journeys,
  entry,
  transitions,
  dwell,
  funnel,
  revenue,
  properties,
  devices,
  identity,
  sessions,
  dirt,
];

/** What no quantity looks at, and need not be read. */
export const unread: readonly UnreadField[] = ['url', 'path', 'referrer', 'name', 'channel', 'timeZone'];
