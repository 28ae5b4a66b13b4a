import { type ByteWriter, bytesWhere } from '../../record/byte-writer.js';
import type { Column, ColumnType, Value } from '../columns.js';
import { type FieldSyntax, rowEncoder } from './row-encoder.js';
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
    rowEncoder(columns, { begin: nothing, fields: columns.map(fieldOf), plain, after, end: endRow }),
};

const nothing = new Uint8Array(0);
const after = Uint8Array.of(comma);

function fieldOf({ type }: Pick<Column<unknown>, 'type'>): FieldSyntax {
  const write = writers[type];
  return {
    before: 0,
    write: (writer, value, end) => {
      if (value !== undefined) write(writer, value, end);
      writer.byte(comma);
    },
  };
}

function endRow(writer: ByteWriter): void {
  writer.bytes[writer.length - 1] = newline;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const writers: Readonly<
  Record<ColumnType, (writer: ByteWriter, value: Exclude<Value, undefined>, end?: string) => void>
> = {
  text: (writer, value, end) => writeText(writer, typeof value === 'string' ? value : String(value), end),
  integer: (writer, value) => writeNumber(writer, value),
  number: (writer, value) => writeNumber(writer, value),
  boolean: (writer, value) => writer.raw(value === true ? trueBytes : falseBytes),
  timestamp: (writer, value) => writer.timestamp(value as number),
};

/** A faulty SDK may have sent a text where a number belongs. */
function writeNumber(writer: ByteWriter, value: Exclude<Value, undefined>): void {
  if (typeof value === 'number') writer.number(value);
  else writeText(writer, String(value));
}

function writeText(writer: ByteWriter, text: string, end = ''): void {
  const start = writer.length;
  if (text === '' && end === '') {
    writer.byte(quote);
    writer.byte(quote);
  } else if (!writer.plain(text, plain) || !writer.plain(end, plain)) {
    writer.length = start;
    writer.text(quoted(text + end));
  }
}
