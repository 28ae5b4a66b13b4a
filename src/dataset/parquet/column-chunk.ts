import { ByteWriter } from '../../record/byte-writer.js';
import { bitWidth, writeBits, writeHybrid } from './bit-packing.js';
import type { ColumnValues } from './column-values.js';
import { int32, type Struct, struct, writeStruct } from './compact-protocol.js';
import { encodings } from './parquet-numbers.js';
import { writeSnappy } from './snappy.js';
import { type TextDictionary, textDictionary } from './text-dictionary.js';

/** What the metadata of a file say of the values of one column in one group of rows. */
export interface ColumnChunk {
  /** Where its pages begin, in the bytes of the group. */
  readonly dictionaryAt: number | undefined;
  readonly dataAt: number;
  /** In bytes, with the headers of the pages. */
  readonly size: number;
  readonly sizeUncompressed: number;
  readonly nulls: number;
  /** The least and the greatest value, in eight bytes; of numbers only. */
  readonly range: { readonly least: Uint8Array; readonly most: Uint8Array } | undefined;
}

/** What a page consists of before it is compressed: the same memory for one after the other. */
const page = new ByteWriter();
const body = new ByteWriter();

/** Appends the pages of a column: one of the dictionary, if there is any, and one of the values. */
export function writeColumnChunk(writer: ByteWriter, values: ColumnValues): ColumnChunk {
  const start = writer.length;
  const rows = values.present.length;
  const dictionary =
    values.type === 'text' && !values.isUnique && values.count > 0
      ? textDictionary(values.plain.bytes.subarray(0, values.plain.length), values.count)
      : undefined;
  let sizeUncompressed = 0;
  if (dictionary !== undefined) {
    page.clear();
    writeEntries(page, values, dictionary);
    sizeUncompressed += writePage(writer, (size) => dictionaryHeader(size, dictionary.starts.length));
  }
  const dataAt = writer.length;
  page.clear();
  writeLevels(values);
  if (dictionary === undefined) writePlain(values);
  else writeCodes(dictionary);
  sizeUncompressed += writePage(writer, (size) => dataHeader(size, rows, dictionary !== undefined));
  return {
    dictionaryAt: dictionary === undefined ? undefined : start,
    dataAt,
    size: writer.length - start,
    sizeUncompressed,
    nulls: rows - values.count,
    range: rangeOf(values),
  };
}

function writeEntries(to: ByteWriter, { plain }: ColumnValues, { starts }: TextDictionary): void {
  for (const start of starts) {
    const length = 4 + plain.bytes.readInt32LE(start);
    to.raw(plain.bytes.subarray(start, start + length));
  }
}

/** Whether each row has a value, after the length of that in bytes. */
function writeLevels({ present }: ColumnValues): void {
  body.clear();
  writeHybrid(body, present.bytes.subarray(0, present.length), 1);
  page.int32(body.length);
  page.raw(body.bytes.subarray(0, body.length));
}

function writePlain({ type, plain }: ColumnValues): void {
  const bytes = plain.bytes.subarray(0, plain.length);
  if (type === 'boolean') writeBits(page, bytes);
  else page.raw(bytes);
}

function writeCodes({ codes, starts }: TextDictionary): void {
  // Not every reader knows of numbers without a bit.
  const width = Math.max(1, bitWidth(starts.length - 1));
  page.byte(width);
  writeHybrid(page, codes, width);
}

interface PageSize {
  readonly compressed: number;
  readonly uncompressed: number;
}

/** @returns how large the page is that has been gathered, with its header, before it is compressed */
function writePage(writer: ByteWriter, header: (size: PageSize) => Struct): number {
  body.clear();
  writeSnappy(body, page.bytes, page.length);
  const start = writer.length;
  writeStruct(writer, header({ compressed: body.length, uncompressed: page.length }));
  const headerSize = writer.length - start;
  writer.raw(body.bytes.subarray(0, body.length));
  return headerSize + page.length;
}

function dictionaryHeader({ compressed, uncompressed }: PageSize, entries: number): Struct {
  return struct({
    1: int32(2),
    2: int32(uncompressed),
    3: int32(compressed),
    7: struct({ 1: int32(entries), 2: int32(encodings.plain) }),
  }).of;
}

function dataHeader({ compressed, uncompressed }: PageSize, rows: number, hasDictionary: boolean): Struct {
  return struct({
    1: int32(0),
    2: int32(uncompressed),
    3: int32(compressed),
    5: struct({
      1: int32(rows),
      2: int32(hasDictionary ? encodings.dictionary : encodings.plain),
      3: int32(encodings.hybrid),
      4: int32(encodings.hybrid),
    }),
  }).of;
}

function rangeOf({ type, count, least, most }: ColumnValues): ColumnChunk['range'] {
  if (count === 0 || type === 'text' || type === 'boolean') return undefined;
  const bytesOf = (value: number): Uint8Array => {
    body.clear();
    if (type === 'number') body.double(value);
    else body.int64(value);
    return Uint8Array.from(body.bytes.subarray(0, body.length));
  };
  // Of the two zeros, which compare as equal, the range has to have both.
  return { least: bytesOf(least === 0 ? -0 : least), most: bytesOf(most === 0 ? 0 : most) };
}
