import { expect, test } from 'vitest';
import { reorderMessages } from '../../../src/suite/tamperings/reorder-messages.js';
import { traceOf } from '../../judge/fixture.js';
import { sessionless, silence, spoilt, twoSessions } from '../tampered.js';

test('the second message overtakes the first, which leaves in its step', () => {
  expect(spoilt(reorderMessages)).toEqual(['two 1', 'one 1*', 'three 2*', 'four 2']);
  const steps = reorderMessages
    .apply(traceOf(twoSessions))
    ?.entries.flatMap((each) => (each.kind === 'message' ? [each.step] : []));
  expect(steps).toEqual([3, 3, 5, 6]);
  expect(reorderMessages.apply(sessionless)).toBeUndefined();
  expect(reorderMessages.apply(silence)).toBeUndefined();
});
