import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedOrder } from '../../src/dataset/time-order.js';

/** What every comparing sort that keeps the order of equal ones does. */
function expected(keys: readonly number[]): number[] {
  return keys.map((_, row) => row).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
}

test.each([
  ['few, near each other', 300, 40],
  ['many, near each other', 3_000, 40],
  ['many, far from each other', 3_000, 4e12],
])('keys ascend, and equal ones stay as they were: %s', (_what, length, range) => {
  const keys = fc.array(fc.integer({ min: -range, max: range }), { minLength: length, maxLength: length });
  fc.assert(
    fc.property(keys, (given) => {
      expect([...sortedOrder(Float64Array.from(given))]).toEqual(expected(given));
    }),
    { numRuns: 10 },
  );
});

test('what is in order already is left alone, and nothing has an order', () => {
  expect([...sortedOrder(Float64Array.of(1, 1, 2))]).toEqual([0, 1, 2]);
  expect([...sortedOrder(new Float64Array(0))]).toEqual([]);
});
