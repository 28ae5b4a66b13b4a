import { idleInTheForeground as quirk } from '../../engine/quirks/idle-in-the-foreground.js';
import { fromQuirk } from '../from-quirk.js';

export const idleInTheForeground = fromQuirk(quirk, {
  family: 'rudderstack-android',
  edition: '2022-12',
  requirement: 'SES-TIMEOUT-015',
  check: 'expected-session',
});
