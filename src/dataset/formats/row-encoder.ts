import { type ByteWriter, twelveDigits } from '../../record/byte-writer.js';
import type { Column, TextRest, Value } from '../columns.js';

const comma = 0x2c;

/**
 * @param middle how a text goes on, where a column has it in parts
 * @param end in which number it ends, in twelve hexadecimal digits
 */
export type WriteField = (writer: ByteWriter, value: Value, middle?: string, end?: number) => void;

export interface FieldSyntax {
  /** Writes the field, the comma after it included. */
  readonly write: WriteField;
  /** How many bytes are written before a text that can be written as it is. */
  readonly before: number;
}

export interface RowSyntax {
  /** What a row begins with, if anything. */
  readonly begin: Uint8Array;
  /** Of each column. */
  readonly fields: readonly FieldSyntax[];
  /** What is written after a text. */
  readonly after: Uint8Array;
  /** Takes the comma of the last field away, if there is any, and ends the row. */
  end(writer: ByteWriter, hasFields: boolean): void;
}

/** How the fields of a column are written. */
const howWritten = { compared: 0, anew: 1, inParts: 2 } as const;

/**
 * Encodes rows field by field. Most fields of an event are those of the event before: side by side, those are copied at
 * once from the row above and not written anew, which takes half the time.
 */
export function rowEncoder<Row>(
  columns: readonly Column<Row>[],
  { begin, fields, after, end }: RowSyntax,
): (writer: ByteWriter, row: Row) => void {
  const count = columns.length;
  // As many as the columns, because to ask a column itself costs as much as what it saves.
  const how = Uint8Array.from(columns, howIsWritten);
  const values = columns.map(({ of }) => of);
  const rests = columns.map(({ rest }) => rest);
  const middles = new Array<string>(count).fill('');
  const above = new FieldsAbove(count);

  /** A text in parts, which is often that of the row above but for its end. */
  function writeInParts(writer: ByteWriter, row: Row, index: number, value: Value, isThere: boolean): void {
    const { before, write } = fields[index] as FieldSyntax;
    const { middleOf, endOf } = rests[index] as TextRest<Row>;
    const middle = middleOf(row);
    const last = endOf(row);
    const start = writer.length;
    const isSame = isThere && value === above.values[index] && middle === middles[index];
    const beginning = isSame ? above.beginning(index) : 0;
    if (beginning > 0) {
      writer.again(above.start(index), beginning);
      writer.twelveDigits(last);
      writer.raw(after);
      above.noteStart(index, start);
      return;
    }
    write(writer, value, middle, last);
    const length = typeof value === 'string' ? before + value.length + middle.length : 0;
    // Whatever could not be written as it is has become longer.
    const isPlain = writer.length - start === length + twelveDigits(last).length + after.length;
    above.note(index, value, start);
    middles[index] = middle;
    above.noteBeginning(index, isPlain && length > 0 ? length : 0);
  }

  return (writer, row) => {
    const isThere = above.isIn(writer);
    writer.raw(begin);
    const start = writer.length;
    let run = -1;
    for (let index = 0; index < count; index++) {
      const value = (values[index] as Column<Row>['of'])(row);
      const isWritten = how[index];
      if (isWritten === howWritten.compared && isThere && value === above.values[index]) {
        if (run === -1) run = index;
        continue;
      }
      if (run !== -1) above.copy(writer, run, index);
      run = -1;
      const from = writer.length;
      if (isWritten === howWritten.inParts) {
        writeInParts(writer, row, index, value, isThere);
      } else if (isWritten === howWritten.anew) {
        above.noteStart(index, from);
        (fields[index] as FieldSyntax).write(writer, value);
      } else {
        above.note(index, value, from);
        (fields[index] as FieldSyntax).write(writer, value);
      }
    }
    if (run !== -1) above.copy(writer, run, count);
    above.noteEnd(writer);
    end(writer, writer.length > start);
  };
}

/** Instants are hardly ever the same. */
function howIsWritten({ isUnique, type, rest }: Column<never>): number {
  if (rest !== undefined) return howWritten.inParts;
  return isUnique === true || type === 'timestamp' ? howWritten.anew : howWritten.compared;
}

/** The values of the row before and where its fields are. */
class FieldsAbove {
  readonly values: Value[];
  /** Where each field begins, and after the last of them the end of the row. */
  readonly #starts: Int32Array;
  /** How many bytes of a field in parts are those before its end, 0 if they cannot be told from it. */
  readonly #beginnings: Int32Array;
  #writer: ByteWriter | undefined;
  #bytesTaken = 0;

  constructor(count: number) {
    this.values = new Array<Value>(count).fill(undefined);
    this.#starts = new Int32Array(count + 1);
    this.#beginnings = new Int32Array(count);
  }

  /** Whether that row is still in the memory of the writer. */
  isIn(writer: ByteWriter): boolean {
    return this.#writer === writer && this.#bytesTaken === writer.timesTaken;
  }

  start(index: number): number {
    return this.#starts[index] as number;
  }

  beginning(index: number): number {
    return this.#beginnings[index] as number;
  }

  note(index: number, value: Value, start: number): void {
    this.values[index] = value;
    this.#starts[index] = start;
  }

  /** Of a field that is not copied as a whole. */
  noteStart(index: number, start: number): void {
    this.#starts[index] = start;
  }

  noteBeginning(index: number, length: number): void {
    this.#beginnings[index] = length;
  }

  noteEnd(writer: ByteWriter): void {
    this.#starts[this.values.length] = writer.length;
    this.#writer = writer;
    this.#bytesTaken = writer.timesTaken;
  }

  /** Copies the fields from `first` to before `end`, which are side by side, and notes where they are now. */
  copy(writer: ByteWriter, first: number, end: number): void {
    const starts = this.#starts;
    const from = starts[first] as number;
    const length = (starts[end] as number) - from;
    const to = writer.length;
    writer.again(from, length);
    // The last field of a row has lost its comma to the end of that row.
    if (length > 0) writer.bytes[to + length - 1] = comma;
    for (let index = first; index < end; index++) starts[index] = (starts[index] as number) + to - from;
  }
}
