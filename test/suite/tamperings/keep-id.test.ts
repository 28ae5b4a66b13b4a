import { expect, test } from 'vitest';
import { keepId } from '../../../src/suite/tamperings/keep-id.js';
import { caseOf, load, traceOf, track } from '../../judge/fixture.js';
import { spoilt, twoSessions } from '../tampered.js';

test('the first session never ends, where the author wants another', () => {
  expect(spoilt(keepId)).toEqual(['one 1*', 'two 1', 'three 1', 'four 1']);
  expect(keepId.apply(traceOf(caseOf([load, track('one'), track('two')])))).toBeUndefined();
  expect(keepId.saysSo?.(twoSessions)).toBe(true);
  expect(
    keepId.saysSo?.(caseOf([load], { 0: { session: 'none' }, 1: { session: 'first' }, 2: { session: 'some' } })),
  ).toBe(false);
});
