import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type Compression, openBytes } from '../../../src/warehouse/read/byte-source.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = 'abc\n'.repeat(50_000);

async function readAll(name: string, compression: Compression): Promise<string> {
  const source = openBytes(path.join(folder, name), compression);
  const pieces: Buffer[] = [];
  for (;;) {
    const piece = Buffer.alloc(1_000);
    const count = await source.read(piece, 10);
    if (count === 0) break;
    pieces.push(piece.subarray(10, 10 + count));
  }
  source.close();
  return Buffer.concat(pieces).toString();
}

describe('the bytes of a file', () => {
  test('are read as they are, and decompressed', async () => {
    writeFileSync(path.join(folder, 'plain'), text);
    writeFileSync(path.join(folder, 'packed'), zlib.gzipSync(text));
    expect(await readAll('plain', 'none')).toBe(text);
    expect(await readAll('packed', 'gzip')).toBe(text);
  });

  test('that are damaged are told of', async () => {
    writeFileSync(path.join(folder, 'cut'), zlib.gzipSync(text).subarray(0, 100));
    writeFileSync(path.join(folder, 'other'), 'no gzip');
    await expect(readAll('cut', 'gzip')).rejects.toThrow(/cannot read .*cut: it is damaged/);
    await expect(readAll('other', 'gzip')).rejects.toThrow(/cannot read .*other: it is damaged/);
    await expect(readAll('nowhere', 'none')).rejects.toThrow('it does not exist');
  });

  test('compressed by zstd are read where Node can, and otherwise it is said what is needed', async () => {
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    if (typeof compress === 'function') {
      writeFileSync(path.join(folder, 'zst'), compress(text));
      expect(await readAll('zst', 'zstd')).toBe(text);
    } else await expect(readAll('zst', 'zstd')).rejects.toThrow('allowed: Node 22.15 or newer, or zstd -dc FILE');
  });
});
