import { expect, test } from 'vitest';
import { identifyKeepsTheSession } from '../../../src/engine/quirks/identify-keeps-the-session.js';
import { identify, load, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('another user goes on with the session', () => {
  const steps = [load({}), identify('ada'), wait(1_000), identify('grace')];
  expect(withAndWithout(identifyKeepsTheSession, 'rudderstack-android', steps)).toEqual({
    without: '0* 1*',
    with: '0* 0',
  });
});
