import { expect, test } from 'vitest';
import { binary, int32, int64, list, struct, writeStruct } from '../../../src/dataset/parquet/compact-protocol.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

function bytesOf(...fields: Parameters<typeof struct>): number[] {
  const writer = new ByteWriter(1);
  writeStruct(writer, struct(...fields).of);
  return [...writer.take()];
}

test('fields are written as the compact protocol has them', () => {
  expect(bytesOf({})).toEqual([0]);
  expect(bytesOf({ 1: int32(1), 3: int32(-1) })).toEqual([0x15, 2, 0x25, 1, 0]);
  expect(bytesOf({ 3: int64(300), 1: undefined })).toEqual([0x36, 0xd8, 0x04, 0]);
  expect(bytesOf({ 1: int64(2 ** 40) })).toEqual([0x16, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40, 0]);
  expect(bytesOf({ 1: { type: 'byte', of: 64 }, 2: { type: 'boolean', of: true } })).toEqual([0x13, 64, 0x11, 0]);
  expect(bytesOf({ 1: { type: 'boolean', of: false }, 2: { type: 'int16', of: 3 } })).toEqual([0x12, 0x14, 6, 0]);
  expect(bytesOf({ 2: struct({ 1: binary('č') }), 3: binary(Uint8Array.of(9)) })).toEqual([
    0x2c, 0x18, 2, 0xc4, 0x8d, 0, 0x18, 1, 9, 0,
  ]);
});

test('a long list has its length in bytes of its own', () => {
  expect(bytesOf({ 1: list([int32(1), int32(2)]), 2: list([]) })).toEqual([0x19, 0x25, 2, 4, 0x19, 0x0c, 0]);
  expect(bytesOf({ 1: list(Array.from({ length: 200 }, () => struct({}))) }).slice(0, 5)).toEqual([
    0x19, 0xfc, 0xc8, 0x01, 0,
  ]);
});
