import { idsInSeconds as quirk } from '../../engine/quirks/ids-in-seconds.js';
import { fromQuirk } from '../from-quirk.js';

export const idsInSeconds = fromQuirk(quirk, {
  family: 'rudderstack-android',
  edition: '2022-12',
  requirement: 'SES-ID-001',
  check: 'expected-id',
});
