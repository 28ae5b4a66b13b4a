import { expect, test } from 'vitest';
import { asJson } from '../../../src/target/web/returned-value.js';

test.each([
  [1_772_442_000_000, 1_772_442_000_000],
  [null, null],
  [undefined, null],
  [Number.NaN, null],
  [() => {}, null],
  [
    { a: [1, undefined], b: new Date(0) },
    { a: [1, null], b: '1970-01-01T00:00:00.000Z' },
  ],
])('%o is told as %o', (value, told) => {
  expect(asJson(value)).toEqual(told);
});

test('a long value is told as the beginning of its text', () => {
  expect(asJson('x'.repeat(1_000))).toMatch(/^"x+… \(1002 characters\)$/);
});
