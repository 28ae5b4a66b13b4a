import type { ByteWriter } from '../../record/byte-writer.js';
import type { Column, ColumnType, Value } from '../columns.js';

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
  /** Of each column, what writes all else. */
  readonly others: readonly ((writer: ByteWriter, value: Value) => void)[];
  /** Writes a text that is empty or cannot be written as it is. */
  writeOddText(writer: ByteWriter, text: string): void;
}

/** How the fields of a column are written. */
const howWritten = { compared: 0, anew: 1, inTwo: 2 } as const;

/** What may be written beside the characters of a text. */
const mostAround = 16;

/**
 * Encodes rows field by field. Most fields of an event are those of the event before: they are copied from the row above,
 * which takes less time than to write them anew.
 */
export function lineEncoder<Row>(
  columns: readonly Column<Row>[],
  syntax: LineSyntax,
): (writer: ByteWriter, row: Row) => void {
  const { before, separators, plain, others, writeOddText } = syntax;
  const count = columns.length;
  const how = Uint8Array.from(columns, howIsWritten);
  const isText = Uint8Array.from(columns, ({ type }) => Number(syntax.isText(type)));
  const values = columns.map(({ of }) => of);
  const ends = columns.map(({ endOf }) => endOf ?? nothing);
  /** The values of the row above, and where its fields begin; after the last of them, where it ends. */
  const seen = new Array<Value>(count).fill(undefined);
  const starts = new Int32Array(count + 1);
  /** How many bytes of a text in two parts are its first one, with what is before; 0 if the two cannot be told apart. */
  const beginnings = new Int32Array(count);
  const afterField = Uint8Array.from(columns, (_, index) =>
    index === count - 1 ? (separators?.last ?? 0) : (separators?.between ?? 0),
  );
  const hasSeparators = separators !== undefined;
  let above: ByteWriter | undefined;
  let timesTaken = 0;

  /** A text that is not that of the row above, whose field begins at `from`. */
  function writeText(
    writer: ByteWriter,
    index: number,
    text: string,
    rest: string,
    from: number,
    isThere: boolean,
  ): void {
    const start = writer.length;
    writer.reserve(before + text.length + rest.length + mostAround);
    const isInTwo = how[index] === howWritten.inTwo;
    let isPlain: boolean;
    if (isInTwo && isThere && text === seen[index] && (beginnings[index] as number) > 0) {
      writer.again(from, beginnings[index] as number);
      isPlain = true;
    } else {
      writer.length += before;
      isPlain = writer.plain(text, plain);
      if (isInTwo) {
        seen[index] = text;
        beginnings[index] = isPlain ? writer.length - start : 0;
      }
    }
    if (isPlain && rest !== '') isPlain = writer.plain(rest, plain);
    if (!isPlain || writer.length === start) {
      beginnings[index] = 0;
      writer.length = start;
      writeOddText(writer, text + rest);
    } else if (before !== 0) {
      writer.view.setInt32(start, writer.length - start - before, true);
    }
  }

  return (writer, row) => {
    const isThere = above === writer && timesTaken === writer.timesTaken;
    for (let index = 0; index < count; index++) {
      const value = (values[index] as Column<Row>['of'])(row);
      const from = starts[index] as number;
      if (how[index] === howWritten.compared) {
        if (isThere && value === seen[index]) {
          starts[index] = writer.length;
          writer.again(from, (starts[index + 1] as number) - from);
          continue;
        }
        seen[index] = value;
      }
      starts[index] = writer.length;
      if (typeof value === 'string' && isText[index] === 1) {
        writeText(writer, index, value, (ends[index] as (row: Row) => string)(row), from, isThere);
      } else {
        beginnings[index] = 0;
        (others[index] as LineSyntax['others'][number])(writer, value);
      }
      if (hasSeparators) writer.byte(afterField[index] as number);
    }
    starts[count] = writer.length;
    above = writer;
    timesTaken = writer.timesTaken;
  };
}

function nothing(): string {
  return '';
}

/** Instants are hardly ever the same. */
function howIsWritten({ isUnique, type, endOf }: Column<never>): number {
  if (endOf !== undefined) return howWritten.inTwo;
  return isUnique === true || type === 'timestamp' ? howWritten.anew : howWritten.compared;
}
