import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { thrownText } from '../../../src/target/jsdom/thrown-text.js';

test.each([
  [new TypeError('of this realm'), 'of this realm'],
  [runInNewContext('new RangeError("of another realm")'), 'of another realm'],
  ['a text', 'a text'],
  [{ message: 1 }, '[object Object]'],
  [null, 'null'],
  [undefined, 'undefined'],
])('%j is told as %s', (thrown, text) => {
  expect(thrownText(thrown)).toBe(text);
});
