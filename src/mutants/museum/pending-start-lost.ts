import { pendingStartLost as quirk } from '../../engine/quirks/pending-start-lost.js';
import { fromQuirk } from '../from-quirk.js';

export const pendingStartLost = fromQuirk(quirk, {
  family: 'rudderstack-android',
  requirement: 'SES-START-001',
  check: 'start-first',
});
