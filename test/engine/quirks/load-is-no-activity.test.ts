import { expect, test } from 'vitest';
import { loadIsNoActivity } from '../../../src/engine/quirks/load-is-no-activity.js';
import { load, reload, reset, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a load does not postpone the end', () => {
  const steps = [load({}), track, wait(1_200_000), reload, wait(1_200_000), track];
  expect(withAndWithout(loadIsNoActivity, 'rudderstack-web-legacy', steps)).toEqual({
    without: '0* 0',
    with: '0* 2400*',
  });
});

test('reset still does', () => {
  const steps = [load({}), track, wait(1_200_000), reset, wait(1_200_000), track];
  expect(withAndWithout(loadIsNoActivity, 'rudderstack-web-legacy', steps)).toEqual({
    without: '0* 1200*',
    with: '0* 1200*',
  });
});
