import { expect, test } from 'vitest';
import { giveBack } from '../../../src/warehouse/read/give-back.js';

test('a column that is given back is empty, and memory that is shared is left alone', () => {
  const own = Int32Array.of(1, 2, 3);
  const shared = new Int32Array(new SharedArrayBuffer(12));
  giveBack(own);
  giveBack(shared);
  expect([own.length, shared.length]).toEqual([0, 3]);
});
