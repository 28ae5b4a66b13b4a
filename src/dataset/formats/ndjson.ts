import type { ByteWriter } from '../../record/byte-writer.js';
import type { Column, ColumnType, Value } from '../columns.js';
import { type FieldSyntax, rowEncoder } from './row-encoder.js';
import type { RowFormat } from './row-format.js';

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const endOfObject = 0x7d;
const trueBytes = Buffer.from('true');
const falseBytes = Buffer.from('false');

/** A JSON object on each line. Empty fields are left out, and timestamps are texts. */
export const ndjson: RowFormat = {
  id: 'ndjson',
  header: () => new Uint8Array(0),
  encoder(table) {
    const { columns, writeDocument } = table;
    if (writeDocument !== undefined) {
      return (writer, row) => {
        writeDocument(writer, row);
        writer.byte(newline);
      };
    }
    return rowEncoder(columns, { begin, fields: columns.map(fieldOf), after, end: endRow });
  },
};

const begin = Buffer.from('{');
const after = Buffer.from('",');

function fieldOf({ name, type }: Pick<Column<unknown>, 'name' | 'type'>): FieldSyntax {
  const write = writers[type];
  const key = Buffer.from(`${JSON.stringify(name)}:`);
  return {
    // The quotation mark, too.
    before: key.length + 1,
    write: (writer, value, middle, end) => {
      if (value === undefined) return;
      writer.raw(key);
      write(writer, value, middle, end);
      writer.byte(comma);
    },
  };
}

function endRow(writer: ByteWriter, hasFields: boolean): void {
  if (hasFields) writer.bytes[writer.length - 1] = endOfObject;
  else writer.byte(endOfObject);
  writer.byte(newline);
}

const writers: Readonly<
  Record<ColumnType, (writer: ByteWriter, value: Exclude<Value, undefined>, middle?: string, end?: number) => void>
> = {
  text: (writer, value, middle, end) => writer.jsonText(typeof value === 'string' ? value : String(value), middle, end),
  integer: writeNumber,
  number: writeNumber,
  boolean: (writer, value) => writer.raw(value === true ? trueBytes : falseBytes),
  timestamp: (writer, value) => {
    writer.byte(quote);
    writer.timestamp(value as number);
    writer.byte(quote);
  },
};

/** A faulty SDK may have sent a text where a number belongs. */
function writeNumber(writer: ByteWriter, value: Exclude<Value, undefined>): void {
  if (typeof value === 'number') writer.number(value);
  else writer.jsonText(String(value));
}
