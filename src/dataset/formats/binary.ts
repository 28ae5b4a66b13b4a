import { type ByteWriter, bytesWhere } from '../../record/byte-writer.js';
import type { Value } from '../columns.js';
import { lineEncoder, type OtherWriters } from './line-encoder.js';
import type { RowFormat } from './row-format.js';

const plain = bytesWhere((byte) => byte <= 0x7f);

/** In place of the length of a text, and in place of a truth value. */
export const noText = -1;
export const noBoolean = 2;

/**
 * Rows for a thread of this program, which makes columns of them: a text in UTF-8 after its length in four bytes, a number or
 * an instant in eight bytes, which are none where the field is empty, and a truth value in one. Nothing is between fields.
 */
export const binary: RowFormat = {
  id: 'binary',
  header: () => new Uint8Array(0),
  encoder: ({ columns }) =>
    lineEncoder(columns, {
      before: 4,
      separators: undefined,
      plain,
      writeInstant: (writer, ms) => writer.double(ms),
      others,
      isText: (type) => type === 'text',
      writeOddText: writeText,
    }),
};

const others: OtherWriters = {
  text: (writer, value) => {
    if (value === undefined) writer.int32(noText);
    else writeText(writer, String(value));
  },
  integer: (writer, value) => writer.double(integerOf(value)),
  number: writeNumber,
  boolean: (writer, value) => writer.byte(value === undefined ? noBoolean : Number(value === true)),
};

function writeText(writer: ByteWriter, text: string): void {
  writer.int32(Buffer.byteLength(text));
  writer.text(text);
}

function writeNumber(writer: ByteWriter, value: Value): void {
  writer.double(typeof value === 'number' ? value : Number.NaN);
}

/** A faulty SDK may have sent a text where an integer belongs. What is none is empty, as a warehouse does not load it. */
function integerOf(value: Value): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : Number.NaN;
}
