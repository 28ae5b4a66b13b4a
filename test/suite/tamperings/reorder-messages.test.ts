import { expect, test } from 'vitest';
import { reorderMessages } from '../../../src/suite/tamperings/reorder-messages.js';
import { caseOf, load, on, traceOf, track } from '../../judge/fixture.js';
import { sessionless, silence, spoilt, twoSessions } from '../tampered.js';

test('the second message overtakes the first, which leaves in its step', () => {
  expect(spoilt(reorderMessages)).toEqual(['two 1', 'one 1*', 'three 2*', 'four 2']);
  const steps = reorderMessages
    .apply(traceOf(twoSessions))
    ?.entries.flatMap((each) => (each.kind === 'message' ? [each.step] : []));
  expect(steps).toEqual([3, 3, 5, 6]);
  // What two tabs send has no order that a tab could break.
  const tabs = [load, on('tab2', load), track('one'), on('tab2', track('two')), track('three')];
  expect(spoilt(reorderMessages, caseOf(tabs))).toEqual(['two 1', 'three 1', 'one 1*']);
  expect(reorderMessages.apply(sessionless)).toBeUndefined();
  expect(reorderMessages.apply(silence)).toBeUndefined();
});
