import { expect, test } from 'vitest';
import { signCountsAsADigit } from '../../../src/engine/quirks/sign-counts-as-a-digit.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('nine digits and a minus are used', () => {
  const steps = [load({}), track, wait(1_000), { kind: 'startSession', sessionId: -123_456_789 } as const, track];
  expect(withAndWithout(signCountsAsADigit, 'rudderstack-android', steps)).toEqual({
    without: '0* 0',
    with: '0* #-123456789*',
  });
});

test('eight digits and a minus are not, and neither is a fraction', () => {
  const steps = [
    load({}),
    { kind: 'startSession', sessionId: -12_345_678 } as const,
    wait(1_000),
    { kind: 'startSession', sessionId: -1_234_567.5 } as const,
    track,
  ];
  expect(withAndWithout(signCountsAsADigit, 'rudderstack-web-legacy', steps)).toEqual({ without: '1*', with: '1*' });
});
