import { identifyKeepsTheSession as quirk } from '../../engine/quirks/identify-keeps-the-session.js';
import { fromQuirk } from '../from-quirk.js';

export const identifyKeepsTheSession = fromQuirk(quirk, {
  family: 'rudderstack-android',
  requirement: 'SES-IDENTIFY-001',
  check: 'expected-session',
});
