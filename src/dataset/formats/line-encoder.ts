import { type ByteWriter, noDigits, twelveDigits } from '../../record/byte-writer.js';
import type { Column, ColumnType, TextRest, Value } from '../columns.js';
import { comparisons, fieldsOfNumber, type Noted } from './changed-fields.js';

/** How a format writes the fields of a row, each after the one before, with nothing but a separator between. */
export interface LineSyntax {
  /** How many bytes are before a text, in which its length is written; 0 if it is not. */
  readonly before: 0 | 4;
  /** Between two fields, and after the last of a row; undefined if there is nothing. */
  readonly separators: { readonly between: number; readonly last: number } | undefined;
  /** Of ASCII, 1 at the number of each byte that a text can have to be written as it is. */
  readonly plain: Uint8Array;
  /** Whether a column of this type has a text written as such; a faulty SDK may send one anywhere. */
  isText(type: ColumnType): boolean;
  /** Writes an instant in milliseconds since the epoch, which is NaN where the field is empty. */
  writeInstant(writer: ByteWriter, ms: number): void;
  /** By the type of the column, what writes all else. */
  readonly others: OtherWriters;
  /** Writes a text that is empty or cannot be written as it is. */
  writeOddText(writer: ByteWriter, text: string): void;
}

export type OtherWriters = Readonly<
  Record<Exclude<ColumnType, 'timestamp'>, (writer: ByteWriter, value: Value) => void>
>;

/** How the fields of a column are written. */
const howWritten = { compared: 0, anew: 1, inParts: 2, instant: 3 } as const;

/** What may be written beside the characters of a text. */
const mostAround = 16;

/**
 * Encodes rows field by field. Most fields of an event are those of the event before: side by side, those are copied at
 * once from the row above, which takes less time than to write them anew.
 */
export function lineEncoder<Row>(
  columns: readonly Column<Row>[],
  syntax: LineSyntax,
): (writer: ByteWriter, row: Row) => void {
  const { before, separators, plain, writeInstant, writeOddText } = syntax;
  const count = columns.length;
  const how = Uint8Array.from(columns, howIsWritten);
  const isText = Uint8Array.from(columns, ({ type }) => Number(syntax.isText(type)));
  const others = columns.map(({ type }) => (type === 'timestamp' ? undefined : syntax.others[type]));
  const values = columns.map(({ of }) => of);
  const rests = columns.map(({ rest }) => rest ?? noRest);
  /** The values of the row above, and where its fields begin; after the last of them, where it ends. */
  const seen = new Array<Value>(count).fill(undefined);
  const middles = new Array<string>(count).fill('');
  const starts = new Int32Array(count + 1);
  /** The instants of the row itself. */
  const instants = new Float64Array(count);
  /** How many bytes of a text in parts are those before its end, with what is before; 0 if they cannot be told apart. */
  const beginnings = new Int32Array(count);
  const afterField = Uint8Array.from(columns, (_, index) =>
    index === count - 1 ? (separators?.last ?? 0) : (separators?.between ?? 0),
  );
  const hasSeparators = separators !== undefined;
  const compare = comparisons(columns, Array.from(how, whatIsNoted), seen, instants);
  /** A bit for each field. */
  const allOf = compare.map((_, part) => {
    const fields = Math.min(fieldsOfNumber, count - part * fieldsOfNumber);
    return fields === fieldsOfNumber ? -1 : (1 << fields) - 1;
  });
  let above: ByteWriter | undefined;
  let timesTaken = 0;

  /** Copies the fields from `first` to before `end`, which are side by side, and notes where they are now. */
  function copyFields(writer: ByteWriter, first: number, end: number): void {
    const from = starts[first] as number;
    const by = writer.length - from;
    writer.again(from, (starts[end] as number) - from);
    for (let index = first; index < end; index++) starts[index] = (starts[index] as number) + by;
  }

  /** A text that is not that of the row above. */
  function writeText(writer: ByteWriter, text: string): void {
    const start = writer.length;
    writer.reserve(before + text.length + mostAround);
    writer.length = start + before;
    if (text === '' || !writer.plain(text, plain)) {
      writer.length = start;
      writeOddText(writer, text);
    } else if (before !== 0) {
      writer.view.setInt32(start, text.length, true);
    }
  }

  /** A text in parts, which is often that of the row above but for its end; the field there begins at `from`. */
  function writeInParts(writer: ByteWriter, row: Row, index: number, text: string, from: number): void {
    const rest = rests[index] as TextRest<Row>;
    const middle = rest.middleOf(row);
    const end = rest.endOf(row);
    const start = writer.length;
    const beginning = beginnings[index] as number;
    if (beginning > 0 && text === seen[index] && middle === middles[index]) {
      writer.again(from, beginning);
    } else {
      seen[index] = text;
      middles[index] = middle;
      beginnings[index] = 0;
      writer.reserve(before + text.length + middle.length + mostAround);
      writer.length = start + before;
      if (text === '' || !writer.plain(text, plain) || !writer.plain(middle, plain)) {
        writer.length = start;
        writeOddText(writer, text + middle + twelveDigits(end));
        return;
      }
      beginnings[index] = writer.length - start;
    }
    writer.twelveDigits(end);
    if (before !== 0) writer.view.setInt32(start, writer.length - start - before, true);
  }

  /** The field of a row, which is not that of the row above. */
  function writeField(writer: ByteWriter, row: Row, index: number): void {
    const isWritten = how[index];
    const from = starts[index] as number;
    starts[index] = writer.length;
    if (isWritten === howWritten.instant) {
      writeInstant(writer, instants[index] as number);
    } else {
      const value = isWritten === howWritten.compared ? seen[index] : (values[index] as Column<Row>['of'])(row);
      if (typeof value !== 'string' || isText[index] === 0) {
        beginnings[index] = 0;
        (others[index] as OtherWriters[ColumnType & keyof OtherWriters])(writer, value);
      } else if (isWritten === howWritten.inParts) {
        writeInParts(writer, row, index, value, from);
      } else {
        writeText(writer, value);
      }
    }
    if (hasSeparators) writer.byte(afterField[index] as number);
  }

  return (writer, row) => {
    const isThere = above === writer && timesTaken === writer.timesTaken;
    if (!isThere) beginnings.fill(0);
    /** The first field that is not written yet. */
    let next = 0;
    for (let part = 0; part < compare.length; part++) {
      const own = (compare[part] as (row: Row) => number)(row);
      let changed = isThere ? own : (allOf[part] as number);
      while (changed !== 0) {
        const lowest = changed & -changed;
        changed ^= lowest;
        const index = part * fieldsOfNumber + 31 - Math.clz32(lowest);
        if (next < index) copyFields(writer, next, index);
        writeField(writer, row, index);
        next = index + 1;
      }
    }
    if (next < count) copyFields(writer, next, count);
    starts[count] = writer.length;
    above = writer;
    timesTaken = writer.timesTaken;
  };
}

const noRest: TextRest<unknown> = { middleOf: () => '', endOf: () => noDigits };

/** Instants are hardly ever the same. */
function howIsWritten({ isUnique, type, rest }: Column<never>): number {
  if (type === 'timestamp') return howWritten.instant;
  if (rest !== undefined) return howWritten.inParts;
  return isUnique === true ? howWritten.anew : howWritten.compared;
}

function whatIsNoted(how: number): Noted {
  if (how === howWritten.compared) return 'value';
  return how === howWritten.instant ? 'instant' : 'nothing';
}
