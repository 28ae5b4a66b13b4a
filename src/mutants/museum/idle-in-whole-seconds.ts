import { idleInWholeSeconds as quirk } from '../../engine/quirks/idle-in-whole-seconds.js';
import { fromQuirk } from '../from-quirk.js';

export const idleInWholeSeconds = fromQuirk(quirk, {
  family: 'rudderstack-ios',
  requirement: 'SES-TIMEOUT-013',
  check: 'expected-session',
});
