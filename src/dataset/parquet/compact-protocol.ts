import type { ByteWriter } from '../../record/byte-writer.js';
import { writeVarint } from './varint.js';

/** The compact protocol of Thrift, as far as the metadata of Parquet needs it: a value knows how it is written. */
export type Value =
  | { readonly type: 'boolean'; readonly of: boolean }
  | { readonly type: 'byte' | 'int16' | 'int32' | 'int64'; readonly of: number }
  | { readonly type: 'binary'; readonly of: Uint8Array | string }
  | { readonly type: 'list'; readonly of: readonly Value[] }
  | { readonly type: 'struct'; readonly of: Struct };

/** Fields by their number. */
export type Struct = ReadonlyMap<number, Value>;

const codes = { byte: 3, int16: 4, int32: 5, int64: 6, binary: 8, list: 9, struct: 12 } as const;
const trueCode = 1;
const falseCode = 2;

/** A list of so many or more has its length in bytes of its own. */
const longList = 15;

/** @param fields by number; those that are `undefined` are left out */
export function struct(fields: Readonly<Record<number, Value | undefined>>): Value & { readonly type: 'struct' } {
  const present = Object.entries(fields).flatMap(([number, value]) =>
    value === undefined ? [] : [[Number(number), value] as const],
  );
  return { type: 'struct', of: new Map(present.sort(([one], [other]) => one - other)) };
}

export function list(of: readonly Value[]): Value {
  return { type: 'list', of };
}

export function int32(of: number): Value {
  return { type: 'int32', of };
}

export function int64(of: number): Value {
  return { type: 'int64', of };
}

export function binary(of: Uint8Array | string): Value {
  return { type: 'binary', of };
}

/** A whole struct, with its end. */
export function writeStruct(writer: ByteWriter, fields: Struct): void {
  let before = 0;
  for (const [number, value] of fields) {
    // Numbers of fields ascend, and none is far from the one before.
    writer.byte(((number - before) << 4) | codeOf(value));
    before = number;
    if (value.type !== 'boolean') writeValue(writer, value);
  }
  writer.byte(0);
}

function codeOf(value: Value): number {
  if (value.type === 'boolean') return value.of ? trueCode : falseCode;
  return codes[value.type];
}

function writeValue(writer: ByteWriter, value: Exclude<Value, { type: 'boolean' }>): void {
  switch (value.type) {
    case 'byte':
      writer.byte(value.of);
      break;
    case 'int16':
    case 'int32':
    case 'int64':
      // The sign is the lowest bit.
      writeVarint(writer, value.of < 0 ? -2 * value.of - 1 : 2 * value.of);
      break;
    case 'binary': {
      const bytes = typeof value.of === 'string' ? Buffer.from(value.of) : value.of;
      writeVarint(writer, bytes.length);
      writer.raw(bytes);
      break;
    }
    case 'list':
      writeList(writer, value.of);
      break;
    case 'struct':
      writeStruct(writer, value.of);
  }
}

function writeList(writer: ByteWriter, values: readonly Value[]): void {
  const code = values[0] === undefined ? codes.struct : codeOf(values[0]);
  if (values.length < longList) {
    writer.byte((values.length << 4) | code);
  } else {
    writer.byte((longList << 4) | code);
    writeVarint(writer, values.length);
  }
  for (const value of values) {
    if (value.type === 'boolean') throw new Error('no list of Parquet has truth values');
    writeValue(writer, value);
  }
}
