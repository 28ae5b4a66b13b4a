import { endedSessionRemembered as quirk } from '../../engine/quirks/ended-session-remembered.js';
import { fromQuirk } from '../from-quirk.js';

export const endedSessionRemembered = fromQuirk(quirk, {
  family: 'rudderstack-flutter',
  requirement: 'SES-MANUAL-004',
  check: 'expected-session',
});
