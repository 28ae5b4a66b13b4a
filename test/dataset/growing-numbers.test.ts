import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingNumbers } from '../../src/dataset/growing-numbers.js';

test('what was pushed is taken, however often and however much', () => {
  const lists = fc.array(fc.array(fc.nat(), { maxLength: 3_000, size: 'max' }), { maxLength: 4 });
  fc.assert(
    fc.property(lists, (given) => {
      const numbers = new GrowingNumbers(Uint32Array);
      for (const list of given) {
        for (const each of list) numbers.push(each);
        expect([...numbers.take()]).toEqual(list);
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test('there is room for as many as are asked for, in the same memory where it is enough', () => {
  const numbers = new GrowingNumbers(Float64Array);
  expect([0, 5, 4_000, 5].map((count) => numbers.room(count).length)).toEqual([0, 5, 4_000, 5]);
  expect(numbers.room(10).buffer).toBe(numbers.room(4_000).buffer);
});
