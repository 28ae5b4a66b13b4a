import type { ByteWriter } from '../../record/byte-writer.js';

/** Seven bits of a whole number in each byte, the lowest first. */
export function writeVarint(writer: ByteWriter, value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) writer.byte((rest % 128) | 0x80);
  writer.byte(rest);
}
