import { expect, test } from 'vitest';
import { markAgain } from '../../../src/suite/tamperings/mark-again.js';
import { endsWithAStart, sessionless, spoilt } from '../tampered.js';

test('the last unmarked message of a session is marked', () => {
  expect(spoilt(markAgain)).toEqual(['one 1*', 'two 1', 'three 2*', 'four 2*']);
  expect(spoilt(markAgain, endsWithAStart)).toEqual(['one 1*', 'two 1*', 'three 2*']);
  expect(markAgain.apply(sessionless)).toBeUndefined();
});
