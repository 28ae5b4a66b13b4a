import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter, noDigits, twelveDigits } from '../../src/record/byte-writer.js';

function written(write: (writer: ByteWriter) => void): string {
  // So small that it has to grow.
  const writer = new ByteWriter(1);
  write(writer);
  return writer.take().toString('utf8');
}

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('ByteWriter', () => {
  test('a number reads as the same number', () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100);
    const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), cents);
    fc.assert(
      fc.property(numbers, (value) => {
        expect(Number(written((writer) => writer.number(value)))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([0, 7, 10, 99, 100, 999_999_999, 1_000_000_000, 9_007_199_254_740_991, -1, -1_764_547_200_000])(
    'a whole number is written as it is: %d',
    (value) => {
      expect(written((writer) => writer.number(value))).toBe(String(value));
    },
  );

  test('an amount has no more decimals than it needs', () => {
    expect([0.5, 12.34, 0.07, 100.1].map((value) => written((writer) => writer.number(value)))).toEqual([
      '0.5',
      '12.34',
      '0.07',
      '100.1',
    ]);
  });

  test.each([
    [noDigits, ''],
    [0, '000000000000'],
    [0xab, '0000000000ab'],
    [0x1_2345, '000000012345'],
    [0xfedc_ba98, '0000fedcba98'],
    [0x1_0000_0000, '000100000000'],
    [0xffff_ffff_ffff, 'ffffffffffff'],
  ])('a number has twelve hexadecimal digits, if any: %d', (value, digits) => {
    expect(written((writer) => writer.twelveDigits(value))).toBe(digits);
    expect(twelveDigits(value)).toBe(digits);
    expect(written((writer) => writer.jsonText('a-', 'b-', value))).toBe(`"a-b-${digits}"`);
    expect(written((writer) => writer.jsonText('a', '"', value))).toBe(`"a\\"${digits}"`);
  });

  test('a text is in UTF-8, one after the other', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), (texts) => {
        const text = written((writer) => {
          for (const each of texts) writer.text(each);
        });
        expect(text).toBe(texts.map((each) => Buffer.from(each).toString()).join(''));
      }),
    );
  });

  test('a text of JSON reads as the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(written((writer) => writer.jsonText(text)))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test('bytes that were made before are copied, few and many', () => {
    for (const length of [0, 1, 48, 49, 1_000]) {
      const bytes = Buffer.alloc(length, 'x');
      expect(written((writer) => writer.raw(bytes))).toBe('x'.repeat(length));
    }
  });

  test('what was written is written again, few bytes and many, and nothing after them', () => {
    for (const length of [0, 1, 3, 4, 5, 191, 192, 193, 1_000]) {
      const text = Array.from({ length }, (_, index) => String(index % 10)).join('');
      const again = written((writer) => {
        writer.text(`<${text}>`);
        writer.again(1, length);
        writer.byte(0x2e);
      });
      expect(again).toBe(`<${text}>${text}.`);
    }
  });

  test('numbers of so many bytes have their lowest byte first', () => {
    const bytes = (write: (writer: ByteWriter) => void): Buffer => {
      const writer = new ByteWriter(1);
      write(writer);
      return writer.take();
    };
    expect(bytes((writer) => writer.int32(-2)).readInt32LE()).toBe(-2);
    expect(bytes((writer) => writer.double(-0.1)).readDoubleLE()).toBe(-0.1);
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(bytes((writer) => writer.int64(value)).readBigInt64LE()).toBe(BigInt(value));
      }),
    );
  });

  test('bytes of other memory are copied, and nothing beside them', () => {
    const other = Buffer.from('0123456789');
    const view = new DataView(other.buffer, other.byteOffset, other.length);
    for (const length of [0, 1, 3, 4, 5, 8, 9]) {
      const copied = written((writer) => {
        writer.byte(0x3c);
        writer.copy(view, 10 - length, length);
        writer.byte(0x3e);
      });
      expect(copied).toBe(`<${'0123456789'.slice(10 - length)}>`);
    }
  });

  test('what is begun anew has nothing of what was there', () => {
    const writer = new ByteWriter(1);
    writer.text('before');
    writer.clear();
    writer.text('after');
    expect([writer.timesTaken, writer.take().toString(), writer.timesTaken]).toEqual([1, 'after', 2]);
  });

  test('what was taken is not written over', () => {
    const writer = new ByteWriter(8);
    writer.text('first');
    const first = writer.take();
    writer.text('other');
    expect([first.toString(), writer.take().toString()]).toEqual(['first', 'other']);
  });
});
