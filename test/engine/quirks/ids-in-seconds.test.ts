import { expect, test } from 'vitest';
import { idsInSeconds } from '../../../src/engine/quirks/ids-in-seconds.js';
import { load, reset, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('an id counts seconds, against the announcement', () => {
  const steps = [load({}), wait(1_500), track];
  expect(withAndWithout(idsInSeconds, 'rudderstack-swift', steps, '2022-12')).toEqual({ without: '1.5*', with: '1*' });
});

test('two in one second still have ids of their own', () => {
  const steps = [load({}), wait(1_500), track, reset, track];
  expect(withAndWithout(idsInSeconds, 'rudderstack-swift', steps, '2022-12')).toEqual({
    without: '1.5* 1.501*',
    with: '1* 2*',
  });
});
