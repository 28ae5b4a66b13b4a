import { idsSharedInAnInstant as quirk } from '../../engine/quirks/ids-shared-in-an-instant.js';
import { fromQuirk } from '../from-quirk.js';

export const idsSharedInAnInstant = fromQuirk(quirk, {
  family: 'rudderstack-web',
  requirement: 'SES-ID-004',
  check: 'expected-session',
});
