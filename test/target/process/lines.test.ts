import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/target/process/lines.js';

describe('lines that arrive in pieces', () => {
  test('are the same however they are cut', () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(texts, fc.array(fc.nat(200), { maxLength: 12 }), (written, cuts) => {
        const bytes = Buffer.from(written.map((line) => `${line}\n`).join(''));
        const at = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((one, other) => one - other),
          bytes.length,
        ];
        const lines = new Lines(10_000);
        const read = at.slice(1).flatMap((end, index) => lines.take(bytes.subarray(at[index], end)));
        expect(read).toEqual(written);
        expect(lines.unfinished).toBe('');
      }),
    );
  });

  test('may end as on Windows, and the last need not have ended', () => {
    const lines = new Lines(100);
    expect(lines.take(Buffer.from('one\r\ntwo'))).toEqual(['one']);
    expect(lines.unfinished).toBe('two');
  });

  test('are refused beyond the limit, whether they end or not, and nothing of them is kept', () => {
    const lines = new Lines(4);
    expect(lines.take(Buffer.from('1234\n'))).toEqual(['1234']);
    expect(lines.take(Buffer.from('12345\n'))).toBe('too long');
    expect(new Lines(4).take(Buffer.from('12345'))).toBe('too long');
    expect(lines.take(Buffer.from('123'))).toEqual([]);
    expect(lines.take(Buffer.from('45'))).toBe('too long');
    expect(lines.unfinished).toBe('');
  });
});
