import type { ByteWriter } from '../byte-writer.js';
import type { ColumnType, Value } from '../columns.js';
import type { RowFormat } from './row-format.js';

const quote = 0x22;
const openBrace = 0x7b;
const newline = 0x0a;
const endOfObject = Buffer.from('}\n');
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
    const fields = columns.map((column) => {
      const key = Buffer.from(`${JSON.stringify(column.name)}:`);
      return { column, write: writers[column.type], key, laterKey: Buffer.concat([Buffer.from(','), key]) };
    });
    return (writer, row) => {
      writer.byte(openBrace);
      let isFirst = true;
      for (let index = 0; index < fields.length; index++) {
        const { column, write, key, laterKey } = fields[index] as (typeof fields)[number];
        const value = column.of(row);
        if (value === undefined) continue;
        writer.raw(isFirst ? key : laterKey);
        isFirst = false;
        write(writer, value);
      }
      writer.raw(endOfObject);
    };
  },
};

const writers: Readonly<Record<ColumnType, (writer: ByteWriter, value: Exclude<Value, undefined>) => void>> = {
  text: (writer, value) => writer.jsonText(typeof value === 'string' ? value : String(value)),
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
