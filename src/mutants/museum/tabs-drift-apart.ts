import { tabsDriftApart as quirk } from '../../engine/quirks/tabs-drift-apart.js';
import { fromQuirk } from '../from-quirk.js';

export const tabsDriftApart = fromQuirk(quirk, {
  family: 'rudderstack-web-legacy',
  requirement: 'SES-TABS-003',
  check: 'expected-session',
});
