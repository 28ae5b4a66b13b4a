import { expect, test } from 'vitest';
import { infiniteTimeoutNotStored } from '../../../src/engine/quirks/infinite-timeout-not-stored.js';
import type { ConfigValue } from '../../../src/record/timeline.js';
import { load, reload, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

const visits = (timeout: ConfigValue) => [
  load({ sessions: { timeout } }),
  track,
  wait(9_000_000),
  track,
  reload,
  track,
];

test('a session without an end is over for the next page', () => {
  expect(withAndWithout(infiniteTimeoutNotStored, 'rudderstack-web-legacy', visits({ notJson: 'Infinity' }))).toEqual({
    without: '0* 0 0',
    with: '0* 0 9000*',
  });
});

test('one that ends in ages is not, nor is one that the application started', () => {
  const told = '0* 0 0';
  expect(withAndWithout(infiniteTimeoutNotStored, 'rudderstack-web-legacy', visits('1800000'))).toEqual({
    without: told,
    with: told,
  });
  const started = { kind: 'startSession', sessionId: 1_234_567_890 } as const;
  const [first = track, ...later] = visits({ notJson: 'Infinity' });
  const manual = '#1234567890* #1234567890 #1234567890';
  expect(withAndWithout(infiniteTimeoutNotStored, 'rudderstack-web-legacy', [first, started, ...later])).toEqual({
    without: manual,
    with: manual,
  });
});
