import { loadIsNoActivity as quirk } from '../../engine/quirks/load-is-no-activity.js';
import { fromQuirk } from '../from-quirk.js';

export const loadIsNoActivity = fromQuirk(quirk, {
  family: 'rudderstack-web-legacy',
  requirement: 'SES-TIMEOUT-009',
  check: 'expected-session',
});
