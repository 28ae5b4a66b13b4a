import type { ByteWriter } from '../../record/byte-writer.js';
import { writeVarint } from './varint.js';

/** As many places of earlier bytes are remembered, by a hash of four of them. */
const rememberedBits = 14;

/** How far back what is repeated may be: so far two bytes can tell of. */
const furthest = 65_535;

/** What is too short for a repetition to be looked for behind it. */
const shortest = 16;

/** The length of a literal stands in its first byte, if it is less than this, and otherwise in one to four bytes behind. */
const shortLiteral = 60;

/** By place, and 1 more than it, as 0 stands for none. */
const places = new Int32Array(1 << rememberedBits);

/**
 * Appends bytes in the format of Snappy: literals, and repetitions of what stands before. Where nothing is repeated, it looks
 * in ever greater steps.
 * @param input the first `size` bytes of it
 */
export function writeSnappy(output: ByteWriter, input: Uint8Array, size: number): void {
  writeVarint(output, size);
  output.reserve(mostBytes(size));
  const { bytes } = output;
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let to = output.length;
  let literal = 0;
  let at = 1;
  let patience = 32;
  const last = size - shortest;
  if (last > 0) places.fill(0);
  while (at < last) {
    const word = view.getInt32(at, true);
    const hash = Math.imul(word, 0x1e35a7bd) >>> (32 - rememberedBits);
    const earlier = (places[hash] as number) - 1;
    places[hash] = at + 1;
    if (earlier < 0 || at - earlier > furthest || view.getInt32(earlier, true) !== word) {
      at += patience++ >> 5;
      continue;
    }
    const length = lengthOfRepetition(view, earlier, at, size);
    to = writeLiteral(bytes, to, input, literal, at);
    to = writeCopy(bytes, to, at - earlier, length);
    at += length;
    literal = at;
    patience = 32;
  }
  output.length = writeLiteral(bytes, to, input, literal, size);
}

/** What is not repeated at all takes a byte more for each stretch of it, and repetitions never take more than they replace. */
function mostBytes(size: number): number {
  return 32 + size + Math.ceil(size / 6);
}

/** Four bytes are known to be the same. */
function lengthOfRepetition(view: DataView, earlier: number, at: number, size: number): number {
  let length = 4;
  while (at + length + 4 <= size && view.getInt32(earlier + length) === view.getInt32(at + length)) length += 4;
  while (at + length < size && view.getUint8(earlier + length) === view.getUint8(at + length)) length += 1;
  return length;
}

function writeLiteral(bytes: Uint8Array, start: number, input: Uint8Array, from: number, end: number): number {
  const length = end - from;
  if (length === 0) return start;
  let to = start;
  const rest = length - 1;
  if (rest < shortLiteral) {
    bytes[to++] = rest << 2;
  } else {
    const more = rest < 0x100 ? 1 : rest < 0x1_0000 ? 2 : rest < 0x100_0000 ? 3 : 4;
    bytes[to++] = (shortLiteral - 1 + more) << 2;
    for (let byte = 0; byte < more; byte++) bytes[to++] = rest >>> (8 * byte);
  }
  if (length > 64) bytes.set(input.subarray(from, end), to);
  else for (let index = 0; index < length; index++) bytes[to + index] = input[from + index] as number;
  return to + length;
}

/** Each repetition has 64 bytes at most, and at least 4 are left over for the last one. */
function writeCopy(bytes: Uint8Array, start: number, distance: number, length: number): number {
  let to = start;
  let rest = length;
  while (rest > 0) {
    const part = rest > 67 ? 64 : rest > 64 ? 60 : rest;
    if (part < 12 && distance < 2_048) {
      bytes[to++] = 1 | ((part - 4) << 2) | ((distance >>> 8) << 5);
      bytes[to++] = distance;
    } else {
      bytes[to++] = 2 | ((part - 1) << 2);
      bytes[to++] = distance;
      bytes[to++] = distance >>> 8;
    }
    rest -= part;
  }
  return to;
}
