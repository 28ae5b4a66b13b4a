import { backgroundEventsCount as quirk } from '../../engine/quirks/background-events-count.js';
import { fromQuirk } from '../from-quirk.js';

export const backgroundEventsCount = fromQuirk(quirk, {
  family: 'rudderstack-kotlin',
  requirement: 'SES-TIMEOUT-014',
  check: 'expected-session',
});
