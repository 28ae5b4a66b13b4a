import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bytesAtOnce, isDiskFull, writeAll } from '../../src/record/write-all.js';
import { withFolder } from '../promises/command-line.js';

test('all bytes are written, one after the other', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'bytes');
    const handle = openSync(file, 'w');
    writeAll(handle, Buffer.from('one'));
    writeAll(handle, new Uint8Array(0));
    writeAll(handle, Buffer.from('two'));
    closeSync(handle);
    expect(readFileSync(file, 'utf8')).toBe('onetwo');
  });
});

test('so are more than are written at once', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'bytes');
    const bytes = Uint8Array.from({ length: 2 * bytesAtOnce + 3 }, (_, index) => index % 251);
    const handle = openSync(file, 'w');
    writeAll(handle, bytes);
    closeSync(handle);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

test('a full disk is told by a code, or by a sentence of DuckDB', () => {
  expect(isDiskFull(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe(true);
  expect(isDiskFull(new Error('IO Error: Could not write file "a": No space left on device'))).toBe(true);
  expect(isDiskFull(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe(false);
  expect(isDiskFull('no space left on device')).toBe(false);
});
