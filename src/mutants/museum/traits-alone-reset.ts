import { traitsAloneReset as quirk } from '../../engine/quirks/traits-alone-reset.js';
import { fromQuirk } from '../from-quirk.js';

export const traitsAloneReset = fromQuirk(quirk, {
  family: 'rudderstack-kotlin',
  requirement: 'SES-IDENTIFY-004',
  check: 'expected-session',
});
