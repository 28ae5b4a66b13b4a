import { expect, test } from 'vitest';
import { idsSharedInAnInstant } from '../../../src/engine/quirks/ids-shared-in-an-instant.js';
import { load, reset, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('two sessions in one millisecond share an id', () => {
  const steps = [load({}), track, reset, track];
  expect(withAndWithout(idsSharedInAnInstant, 'rudderstack-web', steps)).toEqual({
    without: '0* 0.001*',
    with: '0* 0*',
  });
});

test('two sessions in one second share an id, where the id counts seconds', () => {
  const steps = [load({}), track, wait(900), reset, track];
  expect(withAndWithout(idsSharedInAnInstant, 'rudderstack-android', steps)).toEqual({
    without: '0* 1*',
    with: '0* 0*',
  });
});
