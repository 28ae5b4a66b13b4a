import { expect, test } from 'vitest';
import { beginsWithTheSdk } from '../../../src/engine/quirks/begins-with-the-sdk.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('the id is the time of the launch, against the announcement', () => {
  const steps = [load({}), wait(2_000), track];
  expect(withAndWithout(beginsWithTheSdk, 'rudderstack-android', steps, '2022-12')).toEqual({
    without: '2*',
    with: '0*',
  });
});

test('today it is so anyway', () => {
  const steps = [load({}), wait(2_000), track];
  expect(withAndWithout(beginsWithTheSdk, 'rudderstack-android', steps)).toEqual({ without: '0*', with: '0*' });
});
