import { callerContextWins as quirk } from '../../engine/quirks/caller-context-wins.js';
import { fromQuirk } from '../from-quirk.js';

export const callerContextWins = fromQuirk(quirk, {
  family: 'rudderstack-web',
  requirement: 'SES-CONTEXT-001',
  check: 'expected-session',
});
