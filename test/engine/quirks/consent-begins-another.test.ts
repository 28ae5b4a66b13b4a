import { expect, test } from 'vitest';
import { consentBeginsAnother } from '../../../src/engine/quirks/consent-begins-another.js';
import { load, on, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const asked = load({ preConsent: { storage: 'none', delivery: 'immediate' } });
const consent = { kind: 'consent' } as const;

test('the tab that consents later takes the other along into a session of its own', () => {
  const steps = [
    on('tab1', asked),
    on('tab2', asked),
    on('tab1', consent),
    on('tab1', track),
    wait(1_000),
    on('tab2', consent),
    on('tab2', track),
    on('tab1', track),
  ];
  expect(withAndWithout(consentBeginsAnother, 'rudderstack-web', steps)).toEqual({
    without: '0* 0 0',
    with: '0* 1* 1',
  });
});

test('a tab that is loaded after the consent joins', () => {
  const steps = [
    on('tab1', asked),
    on('tab1', consent),
    on('tab1', track),
    wait(1_000),
    on('tab2', asked),
    on('tab2', track),
  ];
  const told = '0* 0';
  expect(withAndWithout(consentBeginsAnother, 'rudderstack-web', steps)).toEqual({ without: told, with: told });
});
