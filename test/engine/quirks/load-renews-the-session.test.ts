import { expect, test } from 'vitest';
import { loadRenewsTheSession } from '../../../src/engine/quirks/load-renews-the-session.js';
import { load, reload, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a load postpones the end, against the announcement', () => {
  const steps = [load({}), track, wait(1_200_000), reload, wait(1_200_000), track];
  expect(withAndWithout(loadRenewsTheSession, 'rudderstack-web', steps, '2022-12')).toEqual({
    without: '0* 2400*',
    with: '0* 0',
  });
});

test('today it is so anyway', () => {
  const steps = [load({}), track, wait(1_200_000), reload, wait(1_200_000), track];
  expect(withAndWithout(loadRenewsTheSession, 'rudderstack-web', steps)).toEqual({ without: '0* 0', with: '0* 0' });
});
