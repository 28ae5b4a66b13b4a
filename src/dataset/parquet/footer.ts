import type { ByteWriter } from '../../record/byte-writer.js';
import type { Column, ColumnType } from '../columns.js';
import type { ColumnChunk } from './column-chunk.js';
import { binary, int32, int64, list, type Struct, struct, type Value, writeStruct } from './compact-protocol.js';
import { codecs, convertedTypes, encodings, physicalTypes, repetitions } from './parquet-numbers.js';

export const magic = 'PAR1';

/** A group of rows that has been written, and where it begins in the file. */
export interface PlacedGroup {
  readonly at: number;
  readonly rows: number;
  readonly chunks: readonly ColumnChunk[];
}

type NamedColumn = Pick<Column<never>, 'name' | 'type'>;

/** Appends what a Parquet file ends with: what its columns are, and where the values of each are. */
export function writeFooter(
  writer: ByteWriter,
  columns: readonly NamedColumn[],
  groups: readonly PlacedGroup[],
  createdBy: string,
): void {
  const start = writer.length;
  writeStruct(writer, fileMetadata(columns, groups, createdBy));
  writer.int32(writer.length - start);
  writer.text(magic);
}

function fileMetadata(columns: readonly NamedColumn[], groups: readonly PlacedGroup[], createdBy: string): Struct {
  const root = struct({ 3: int32(repetitions.required), 4: binary('schema'), 5: int32(columns.length) });
  return struct({
    1: int32(1),
    2: list([root, ...columns.map(schemaElement)]),
    3: int64(groups.reduce((sum, { rows }) => sum + rows, 0)),
    4: list(groups.map((group, number) => rowGroup(columns, group, number))),
    6: binary(createdBy),
    // Values are in the order that their types define; without this, nobody could rely on the least and the greatest.
    7: list(columns.map(() => struct({ 1: struct({}) }))),
  }).of;
}

const types: Readonly<Record<ColumnType, number>> = {
  text: physicalTypes.byteArray,
  integer: physicalTypes.int64,
  number: physicalTypes.double,
  boolean: physicalTypes.boolean,
  timestamp: physicalTypes.int64,
};

/** The types as older readers know them, and as newer ones do. */
const meanings: Readonly<Partial<Record<ColumnType, { readonly converted: number; readonly logical: Value }>>> = {
  text: { converted: convertedTypes.utf8, logical: struct({ 1: struct({}) }) },
  integer: {
    converted: convertedTypes.int64,
    logical: struct({ 10: struct({ 1: { type: 'byte', of: 64 }, 2: { type: 'boolean', of: true } }) }),
  },
  timestamp: {
    converted: convertedTypes.timestampMicros,
    // In UTC, but without saying so: readers would show the time of their own zone.
    logical: struct({
      8: struct({ 1: { type: 'boolean', of: false }, 2: struct({ 2: struct({}) }) }),
    }),
  },
};

function schemaElement({ name, type }: NamedColumn): Value {
  const meaning = meanings[type];
  return struct({
    1: int32(types[type]),
    3: int32(repetitions.optional),
    4: binary(name),
    6: meaning === undefined ? undefined : int32(meaning.converted),
    10: meaning?.logical,
  });
}

function rowGroup(columns: readonly NamedColumn[], { at, rows, chunks }: PlacedGroup, number: number): Value {
  const total = (of: (chunk: ColumnChunk) => number): Value => int64(chunks.reduce((sum, chunk) => sum + of(chunk), 0));
  return struct({
    1: list(chunks.map((chunk, index) => columnChunk(columns[index] as NamedColumn, chunk, at, rows))),
    2: total(({ sizeUncompressed }) => sizeUncompressed),
    3: int64(rows),
    5: int64(at),
    6: total(({ size }) => size),
    // The format has no more than 16 bits for it.
    7: number < 2 ** 15 ? { type: 'int16', of: number } : undefined,
  });
}

function columnChunk({ name, type }: NamedColumn, chunk: ColumnChunk, at: number, rows: number): Value {
  const { dictionaryAt, dataAt, size, sizeUncompressed, nulls, range } = chunk;
  const used = dictionaryAt === undefined ? [encodings.plain] : [encodings.plain, encodings.dictionary];
  return struct({
    2: int64(at + (dictionaryAt ?? dataAt)),
    3: struct({
      1: int32(types[type]),
      2: list([...used, encodings.hybrid].map(int32)),
      3: list([binary(name)]),
      4: int32(codecs.snappy),
      5: int64(rows),
      6: int64(sizeUncompressed),
      7: int64(size),
      9: int64(at + dataAt),
      11: dictionaryAt === undefined ? undefined : int64(at + dictionaryAt),
      12: struct({
        3: int64(nulls),
        5: range === undefined ? undefined : binary(range.most),
        6: range === undefined ? undefined : binary(range.least),
      }),
    }),
  });
}
