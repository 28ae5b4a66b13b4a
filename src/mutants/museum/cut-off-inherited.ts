import { cutOffInherited as quirk } from '../../engine/quirks/cut-off-inherited.js';
import { fromQuirk } from '../from-quirk.js';

export const cutOffInherited = fromQuirk(quirk, {
  family: 'rudderstack-web',
  requirement: 'SES-CUTOFF-003',
  check: 'expected-session',
});
