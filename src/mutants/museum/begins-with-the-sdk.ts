import { beginsWithTheSdk as quirk } from '../../engine/quirks/begins-with-the-sdk.js';
import { fromQuirk } from '../from-quirk.js';

export const beginsWithTheSdk = fromQuirk(quirk, {
  family: 'rudderstack-web',
  edition: '2022-12',
  requirement: 'SES-ID-001',
  check: 'expected-id',
});
