import { type ByteWriter, bytesWhere } from '../../record/byte-writer.js';
import type { Value } from '../columns.js';
import { lineEncoder, type OtherWriters } from './line-encoder.js';
import type { RowFormat } from './row-format.js';

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const carriageReturn = 0x0d;

const trueBytes = Buffer.from('true');
const falseBytes = Buffer.from('false');

/** What a field may have without quotation marks. */
const plain = bytesWhere(
  (byte) => byte <= 0x7f && byte !== quote && byte !== comma && byte !== newline && byte !== carriageReturn,
);

/**
 * CSV by RFC 4180, in UTF-8, with a header, and lines that end with a line feed alone. An empty field is nothing at all,
 * and an empty text is two quotation marks.
 */
export const csv: RowFormat = {
  id: 'csv',
  header: ({ columns }) => Buffer.from(`${columns.map(({ name }) => quoted(name)).join(',')}\n`),
  encoder: ({ columns }) =>
    lineEncoder(columns, {
      before: 0,
      separators: { between: comma, last: newline },
      plain,
      isText: () => true,
      writeInstant: (writer, ms) => {
        if (!Number.isNaN(ms)) writer.timestamp(ms);
      },
      others,
      writeOddText: (writer, text) => writer.text(text === '' ? '""' : quoted(text)),
    }),
};

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const others: OtherWriters = {
  text: (writer, value) => {
    if (value !== undefined) writer.text(String(value));
  },
  integer: writeNumber,
  number: writeNumber,
  boolean: (writer, value) => {
    if (value !== undefined) writer.raw(value === true ? trueBytes : falseBytes);
  },
};

function writeNumber(writer: ByteWriter, value: Value): void {
  if (typeof value === 'number') writer.number(value);
  else if (value !== undefined) writer.text(String(value));
}
