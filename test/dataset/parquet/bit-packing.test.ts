import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitWidth, writeBits, writeHybrid } from '../../../src/dataset/parquet/bit-packing.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

function bytesOf(write: (writer: ByteWriter) => void): number[] {
  const writer = new ByteWriter(1);
  write(writer);
  return [...writer.take()];
}

test('a width is as many bits as the number needs', () => {
  expect([0, 1, 2, 3, 4, 255, 256].map(bitWidth)).toEqual([0, 1, 2, 2, 3, 8, 9]);
});

test('numbers are packed as the format describes it', () => {
  // The example of the description: 0 to 7 in three bits each.
  const numbers = Uint32Array.from({ length: 8 }, (_, index) => index);
  expect(bytesOf((writer) => writeHybrid(writer, numbers, 3))).toEqual([0b11, 0b10001000, 0b11000110, 0b11111010]);
  expect(bytesOf((writer) => writeHybrid(writer, new Uint32Array(300).fill(5), 3))).toEqual([0xd8, 0x04, 5]);
  expect(bytesOf((writer) => writeHybrid(writer, new Uint32Array(0), 3))).toEqual([]);
  expect(bytesOf((writer) => writeBits(writer, Uint8Array.of(1, 0, 1, 1, 0, 0, 0, 0, 1)))).toEqual([0b1101, 1]);
});

test('numbers of any width are read as they were, and the last eight are filled up', () => {
  const given = fc
    .integer({ min: 1, max: 14 })
    .chain((width) =>
      fc.tuple(fc.constant(width), fc.uint32Array({ minLength: 2, maxLength: 40, max: 2 ** width - 1, size: 'max' })),
    );
  fc.assert(
    fc.property(given, ([width, numbers]) => {
      fc.pre(new Set(numbers).size > 1);
      const [header = 0, ...packed] = bytesOf((writer) => writeHybrid(writer, numbers, width));
      const groups = Math.ceil(numbers.length / 8);
      expect(header).toBe(2 * groups + 1);
      expect(packed).toHaveLength(groups * width);
      const bits = packed.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >>> bit) & 1));
      const read = Array.from({ length: groups * 8 }, (_, index) =>
        bits.slice(index * width, (index + 1) * width).reduce((sum, bit, place) => sum + bit * 2 ** place, 0),
      );
      expect(read).toEqual([...numbers, ...new Array(groups * 8 - numbers.length).fill(0)]);
    }),
  );
});
