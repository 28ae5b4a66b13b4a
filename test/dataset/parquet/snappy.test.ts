import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeSnappy } from '../../../src/dataset/parquet/snappy.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

function compressed(input: Uint8Array): Buffer {
  const writer = new ByteWriter(16);
  writer.byte(7);
  writeSnappy(writer, input, input.length);
  return writer.take().subarray(1);
}

/** Reads the format as its description has it, which only this test does. */
function decompressed(bytes: Uint8Array): Uint8Array {
  let at = 0;
  const byte = (): number => bytes[at++] ?? expect.unreachable('the bytes end too early');
  const little = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++) value += byte() * 256 ** index;
    return value;
  };
  let size = 0;
  for (let shift = 1, more = true; more; shift *= 128) {
    const part = byte();
    size += (part & 0x7f) * shift;
    more = part > 0x7f;
  }
  const output: number[] = [];
  while (at < bytes.length) {
    const tag = byte();
    if ((tag & 3) === 0) {
      const short = tag >>> 2;
      const length = 1 + (short < 60 ? short : little(short - 59));
      for (let index = 0; index < length; index++) output.push(byte());
      continue;
    }
    const isShort = (tag & 3) === 1;
    expect(tag & 3).toBeLessThan(3);
    const length = isShort ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
    const distance = isShort ? ((tag >>> 5) << 8) + byte() : little(2);
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThanOrEqual(output.length);
    for (let index = 0; index < length; index++) output.push(output[output.length - distance] ?? 0);
  }
  expect(output).toHaveLength(size);
  return Uint8Array.from(output);
}

const bytes = fc.uint8Array({ maxLength: 300, size: 'max' });

test('what is read is what was written, with few and with many repetitions', () => {
  const repeated = fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 90 })), {
      maxLength: 12,
      size: 'max',
    })
    .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array.from({ length: times }, () => part))));
  fc.assert(
    fc.property(fc.oneof(bytes, repeated), (input) => {
      expect(Buffer.from(decompressed(compressed(input))).equals(input)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what is further back than two bytes can tell is not repeated, and long stretches are', () => {
  const noise = Uint8Array.from({ length: 70_000 }, (_, index) => (Math.imul(index, 0x9e3779b1) >>> 11) & 0xff);
  const input = Buffer.concat([noise.subarray(0, 300), noise, noise.subarray(0, 300), Buffer.alloc(100_000)]);
  const output = compressed(input);
  expect(Buffer.from(decompressed(output)).equals(input)).toBe(true);
  expect(output.length).toBeLessThan(78_000);
});

test('repeated rows take a fraction', () => {
  const rows = Buffer.from(Array.from({ length: 500 }, (_, index) => `${index}-0000-4000-8007-0000000000`).join(''));
  expect(compressed(rows).length).toBeLessThan(rows.length / 3);
});
