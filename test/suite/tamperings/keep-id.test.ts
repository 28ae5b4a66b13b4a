import { expect, test } from 'vitest';
import { keepId } from '../../../src/suite/tamperings/keep-id.js';
import { beyondTimeout, caseOf, load, on, traceOf, track, wait } from '../../judge/fixture.js';
import { spoilt, twoSessions } from '../tampered.js';

test('the first session never ends, where the author wants another', () => {
  expect(spoilt(keepId)).toEqual(['one 1*', 'two 1', 'three 1', 'four 1']);
  const two = caseOf([
    load,
    track('one'),
    wait(1_000),
    on('tab1', load, 'device2'),
    on('tab1', track('two'), 'device2'),
    beyondTimeout,
    track('three'),
    on('tab1', track('four'), 'device2'),
  ]);
  expect(spoilt(keepId, two)).toEqual(['one 1*', 'two 2*', 'three 1', 'four 2']);
  expect(keepId.apply(traceOf(caseOf([load, track('one'), track('two')])))).toBeUndefined();
  expect(keepId.saysSo?.(twoSessions)).toBe(true);
  expect(
    keepId.saysSo?.(caseOf([load], { 0: { session: 'none' }, 1: { session: 'first' }, 2: { session: 'some' } })),
  ).toBe(false);
});
