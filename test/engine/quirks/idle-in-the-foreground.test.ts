import { expect, test } from 'vitest';
import { idleInTheForeground } from '../../../src/engine/quirks/idle-in-the-foreground.js';
import { load, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('hours in the foreground end no session, against the announcement', () => {
  const steps = [load({}), wait(1_000), track, wait(7_200_000), track];
  expect(withAndWithout(idleInTheForeground, 'rudderstack-ios', steps, '2022-12')).toEqual({
    without: '1* 7201*',
    with: '1* 1',
  });
});

test('today it is so anyway', () => {
  const steps = [load({}), track, wait(7_200_000), track];
  expect(withAndWithout(idleInTheForeground, 'rudderstack-ios', steps)).toEqual({ without: '0* 0', with: '0* 0' });
});
