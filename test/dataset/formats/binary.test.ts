import { expect, test } from 'vitest';
import type { ColumnType, Value } from '../../../src/dataset/columns.js';
import { binary } from '../../../src/dataset/formats/binary.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

function encoded(type: ColumnType, value: Value): Buffer {
  const writer = new ByteWriter(1);
  const columns = [{ name: 'c', type, description: '', of: () => value }];
  binary.encoder<unknown>({ name: 't', description: '', columns, rowsOf: () => [] })(writer, undefined);
  return writer.take();
}

test('a text stands after its length in bytes, and none has a length that no text has', () => {
  expect(encoded('text', 'ab')).toEqual(Buffer.from([2, 0, 0, 0, 0x61, 0x62]));
  expect(encoded('text', 'č')).toEqual(Buffer.from([2, 0, 0, 0, 0xc4, 0x8d]));
  expect(encoded('text', '')).toEqual(Buffer.alloc(4));
  expect(encoded('text', 7)).toEqual(Buffer.from([1, 0, 0, 0, 0x37]));
  expect(encoded('text', undefined)).toEqual(Buffer.alloc(4, 0xff));
});

test('a number and an instant have eight bytes, and a truth value one', () => {
  expect(encoded('number', -2.5).readDoubleLE()).toBe(-2.5);
  expect(encoded('timestamp', 1_764_547_200_123).readDoubleLE()).toBe(1_764_547_200_123);
  expect(encoded('timestamp', undefined).readDoubleLE()).toBeNaN();
  expect([true, false, undefined].map((value) => encoded('boolean', value)[0])).toEqual([1, 0, 2]);
});

test.each([
  [12, 12],
  ['12', 12],
  [' -7 ', -7],
  ['12a', Number.NaN],
  ['', Number.NaN],
  [1.5, Number.NaN],
  ['9007199254740993', Number.NaN],
  [undefined, Number.NaN],
])('an integer is what a faulty SDK sent for one, if it is one: %j', (value, read) => {
  expect(encoded('integer', value).readDoubleLE()).toBe(read);
});
