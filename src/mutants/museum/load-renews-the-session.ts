import { loadRenewsTheSession as quirk } from '../../engine/quirks/load-renews-the-session.js';
import { fromQuirk } from '../from-quirk.js';

export const loadRenewsTheSession = fromQuirk(quirk, {
  family: 'rudderstack-web',
  edition: '2022-12',
  requirement: 'SES-TIMEOUT-008',
  check: 'expected-session',
});
