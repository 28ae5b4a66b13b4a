import { expect, test } from 'vitest';
import { stripSession } from '../../../src/suite/tamperings/strip-session.js';
import { caseOf, load } from '../../judge/fixture.js';
import { sessionless, spoilt, twoSessions } from '../tampered.js';

test('no message has its session fields, where the author wants some', () => {
  expect(spoilt(stripSession)).toEqual(['one', 'two', 'three', 'four']);
  expect(stripSession.apply(sessionless)).toBeUndefined();
  expect(stripSession.saysSo?.(twoSessions)).toBe(true);
  expect(stripSession.saysSo?.(caseOf([load], { 0: { session: 'none' } }))).toBe(false);
});
