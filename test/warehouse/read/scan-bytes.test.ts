import { expect, test } from 'vitest';
import { hostTurn } from '../../../src/time/host.js';
import type { ByteSource } from '../../../src/warehouse/read/byte-source.js';
import { scanBytes } from '../../../src/warehouse/read/scan-bytes.js';

test('a signal is answered between two blocks, even where bytes are there at once', async () => {
  let blocks = 0;
  let blocksBefore = -1;
  const turn = hostTurn().then(() => {
    blocksBefore = blocks;
  });
  const source = {
    read: (into: Buffer): Promise<number> => Promise.resolve(blocks++ < 5 ? into.fill(0x61, 0, 8).length : 0),
    close: () => {},
  };
  await scanBytes(source, { line: 1, scan: (_bytes, _from, to) => to }, 'a.csv');
  await turn;
  expect(blocksBefore).toBeLessThan(5);
  expect(blocksBefore).toBeGreaterThanOrEqual(0);
});

/** Gives bytes in pieces of some length. */
function pieces(bytes: Buffer, length: number): ByteSource {
  let done = 0;
  return {
    read(into, at) {
      const count = bytes.copy(into, at, done, Math.min(done + length, bytes.length));
      done += count;
      return Promise.resolve(count);
    },
    close: () => {},
  };
}

test('a scanner sees whole rows, whatever the pieces and however long they are', async () => {
  const long = 'x'.repeat(3_000_000);
  const text = `one\n${long}\ntwo\nlast`;
  const rows: string[] = [];
  const scanner = {
    line: 1,
    scan(bytes: Buffer, from: number, to: number, isLast: boolean): number {
      let start = from;
      for (;;) {
        const end = bytes.indexOf('\n', start);
        if (end === -1 || end >= to) break;
        rows.push(bytes.toString('utf8', start, end));
        start = end + 1;
      }
      if (!isLast) return start;
      rows.push(bytes.toString('utf8', start, to));
      return to;
    },
  };
  await scanBytes(pieces(Buffer.from(text), 700_001), scanner, 'e.csv');
  expect(rows).toEqual(['one', long, 'two', 'last']);
});

const never = { line: 3, scan: (_bytes: Buffer, from: number): number => from };

test('a row that never ends is none', async () => {
  const endless: ByteSource = { read: (into, at) => Promise.resolve(into.length - at), close: () => {} };
  await expect(scanBytes(endless, never, 'e.csv')).rejects.toThrow(/^e\.csv:3: a row is longer than 64 MiB/);
});

test.each([
  ['fffe7500', 'is text in UTF-16; allowed: text in UTF-8'],
  ['1f8b0800', 'is compressed by gzip, which its name does not tell; allowed: a name that ends with .gz'],
  [
    '50415231',
    'is Parquet, which its name does not tell; allowed: a name that ends with .parquet, or --format parquet',
  ],
])('a file that begins with %s is of another kind', async (hex, message) => {
  await expect(scanBytes(pieces(Buffer.from(hex, 'hex'), 4), never, 'e.csv')).rejects.toThrow(`e.csv ${message}`);
});
