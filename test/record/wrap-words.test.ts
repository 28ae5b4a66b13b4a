import { expect, test } from 'vitest';
import { wrapWords } from '../../src/record/wrap-words.js';

test('lines are filled up to the width, and a word that is longer stands alone', () => {
  expect(wrapWords('a session is what a user does', 11)).toEqual(['a session', 'is what a', 'user does']);
  expect(wrapWords('a session is what a user does', 9)).toEqual(['a session', 'is what a', 'user does']);
  expect(wrapWords('an extraordinarily long word', 5)).toEqual(['an', 'extraordinarily', 'long', 'word']);
  expect(wrapWords('', 5)).toEqual(['']);
});
