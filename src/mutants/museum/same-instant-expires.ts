import { sameInstantExpires as quirk } from '../../engine/quirks/same-instant-expires.js';
import { fromQuirk } from '../from-quirk.js';

export const sameInstantExpires = fromQuirk(quirk, {
  family: 'rudderstack-kotlin',
  requirement: 'SES-PERSISTENCE-004',
  check: 'expected-session',
});
