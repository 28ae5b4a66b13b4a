import { expect, test } from 'vitest';
import { oneLine } from '../../src/explain/one-line.js';

test('a text of several lines is one line, and what does not fit is cut off', () => {
  expect(oneLine(' a\n  b\tc ', 10)).toBe('a b c');
  expect(oneLine('abcdef', 6)).toBe('abcdef');
  expect(oneLine('abcdefg', 6)).toBe('abcde…');
});
