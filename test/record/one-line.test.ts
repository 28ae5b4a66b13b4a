import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from '../../src/record/one-line.js';

test.each([
  ['one\n    two\r\nthree\tfour', 'one two three four'],
  ['\u001b[31mred\u0000\u009b', '\\u001b[31mred\\u0000\\u009b'],
  ['é 😀  two spaces', 'é 😀  two spaces'],
  ['x'.repeat(101), `${'x'.repeat(100)}… (101 characters)`],
  ['x'.repeat(100), 'x'.repeat(100)],
])('%j', (text, line) => {
  expect(oneLine(text, 100)).toBe(line);
});

test('no text makes a second line or commands a terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const line = oneLine(text, 100);
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(line.length).toBeLessThan(100 * 6 + 30);
    }),
  );
});
