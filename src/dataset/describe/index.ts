import type { Section } from './section.js';
import { campaigns } from './sections/campaigns.js';
import { cohorts } from './sections/cohorts.js';
import { days } from './sections/days.js';
import { devices } from './sections/devices.js';
import { dirt } from './sections/dirt.js';
import { durations } from './sections/durations.js';
import { events } from './sections/events.js';
import { funnel } from './sections/funnel.js';
import { hours } from './sections/hours.js';
import { lengths } from './sections/lengths.js';
import { overview } from './sections/overview.js';
import { visits } from './sections/visits.js';

/** In the order in which a person asks. */
export const sections: readonly Section[] = [
  overview,
  durations,
  lengths,
  funnel,
  campaigns,
  hours,
  days,
  cohorts,
  devices,
  events,
  dirt,
  visits,
];
