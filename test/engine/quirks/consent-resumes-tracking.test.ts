import { expect, test } from 'vitest';
import { consentResumesTracking } from '../../../src/engine/quirks/consent-resumes-tracking.js';
import { endSession, load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const asked = load({ preConsent: { storage: 'session', delivery: 'immediate' } });
const consent = { kind: 'consent' } as const;

test('consent begins a session after the end of the last', () => {
  const steps = [asked, track, endSession, wait(1_000), consent, track];
  expect(withAndWithout(consentResumesTracking, 'rudderstack-web', steps)).toEqual({
    without: '0* none',
    with: '0* 1*',
  });
});

test('consent keeps a session that goes on, and does not postpone its end', () => {
  const steps = [asked, track, wait(1_500_000), consent, track, wait(1_500_000), track];
  const told = '0* 0 0';
  expect(withAndWithout(consentResumesTracking, 'rudderstack-web', steps)).toEqual({ without: told, with: told });
  const idle = [asked, track, wait(1_500_000), consent, wait(300_001), track];
  const { without, with: resumed } = withAndWithout(consentResumesTracking, 'rudderstack-web', idle);
  expect([without, resumed]).toEqual(['0* 1800.001*', '0* 1800.001*']);
});
