import type { ByteWriter } from '../../record/byte-writer.js';
import { writeVarint } from './varint.js';

/** How many bits the numbers from 0 to this one need. */
export function bitWidth(most: number): number {
  return 32 - Math.clz32(most);
}

/**
 * Whole numbers of so many bits, in the hybrid of run-length encoding and bit-packing that Parquet has: as one run if all are
 * the same, and otherwise packed, the last eight filled up with zeros.
 */
export function writeHybrid(writer: ByteWriter, numbers: Uint32Array | Uint8Array, width: number): void {
  const count = numbers.length;
  if (count === 0) return;
  const first = numbers[0] as number;
  if (areAll(numbers, first)) {
    writeVarint(writer, count * 2);
    for (let bits = 0; bits < width; bits += 8) writer.byte((first >>> bits) & 0xff);
    return;
  }
  writeVarint(writer, Math.ceil(count / 8) * 2 + 1);
  writePacked(writer, numbers, width, Math.ceil(count / 8) * width);
}

/** Truth values, 1 or 0, one bit each. */
export function writeBits(writer: ByteWriter, values: Uint8Array): void {
  writePacked(writer, values, 1, Math.ceil(values.length / 8));
}

/** The lowest bits first; up to 16 bits each. */
function writePacked(writer: ByteWriter, numbers: Uint32Array | Uint8Array, width: number, size: number): void {
  writer.reserve(size);
  const { bytes } = writer;
  let to = writer.length;
  const end = to + size;
  let word = 0;
  let bits = 0;
  for (let index = 0; index < numbers.length; index++) {
    word |= (numbers[index] as number) << bits;
    bits += width;
    while (bits >= 8) {
      bytes[to++] = word;
      word >>>= 8;
      bits -= 8;
    }
  }
  while (to < end) {
    bytes[to++] = word;
    word = 0;
  }
  writer.length = end;
}

function areAll(numbers: Uint32Array | Uint8Array, number: number): boolean {
  for (let index = 0; index < numbers.length; index++) if (numbers[index] !== number) return false;
  return true;
}
