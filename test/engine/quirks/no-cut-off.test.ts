import { expect, test } from 'vitest';
import { noCutOff } from '../../../src/engine/quirks/no-cut-off.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a cut-off ends nothing', () => {
  const steps = [
    load({ sessions: { cutOff: { enabled: true, duration: 3_600_000 } } }),
    track,
    wait(1_700_000),
    track,
    wait(1_700_000),
    track,
    wait(1_700_000),
    track,
  ];
  expect(withAndWithout(noCutOff, 'rudderstack-web-legacy', steps)).toEqual({
    without: '0* 0 0 5100*',
    with: '0* 0 0 0',
  });
});
