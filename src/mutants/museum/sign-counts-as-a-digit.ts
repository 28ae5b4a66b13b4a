import { signCountsAsADigit as quirk } from '../../engine/quirks/sign-counts-as-a-digit.js';
import { fromQuirk } from '../from-quirk.js';

export const signCountsAsADigit = fromQuirk(quirk, {
  family: 'rudderstack-web-legacy',
  requirement: 'SES-MANUAL-015',
  check: 'short-id-unused',
});
