import { expect, test } from 'vitest';
import { cutOffInherited } from '../../../src/engine/quirks/cut-off-inherited.js';
import { load, reset, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a session after an idle one is cut off when that one would have been', () => {
  const steps = [
    load({ sessions: { cutOff: { enabled: true, duration: 3_600_000 } } }),
    track,
    wait(2_400_000),
    track,
    wait(1_500_000),
    track,
  ];
  expect(withAndWithout(cutOffInherited, 'rudderstack-web', steps)).toEqual({
    without: '0* 2400* 2400',
    with: '0* 2400* 3900*',
  });
});

test('the end of the window, and a reset, begin another', () => {
  const steps = [
    load({ sessions: { cutOff: { enabled: true, duration: 3_600_000 } } }),
    track,
    wait(3_700_000),
    track,
    wait(1_500_000),
    track,
    reset,
    wait(1_000_000),
    track,
    wait(1_000_000),
    track,
  ];
  expect(withAndWithout(cutOffInherited, 'rudderstack-web', steps)).toEqual({
    without: '0* 3700* 3700 5200* 5200',
    with: '0* 3700* 3700 5200* 5200',
  });
});
