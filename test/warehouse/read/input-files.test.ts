import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inputFile, inputFiles } from '../../../src/warehouse/read/input-files.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-input-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, 'day=2', 'deep'), { recursive: true });
for (const name of ['b.csv', 'a.csv', 'c.CSV.GZ', 'x.json', 'day=2/d.csv', 'day=2/deep/e.csv']) {
  writeFileSync(path.join(folder, name), '');
}

const found = (glob: string): string[] =>
  inputFiles([path.join(folder, glob)]).map(({ file }) => path.relative(folder, file));

describe('the files to read', () => {
  test.each([
    ['*.csv', ['a.csv', 'b.csv']],
    ['**/*.csv', ['a.csv', 'b.csv', 'day=2/d.csv', 'day=2/deep/e.csv']],
    ['day=*/*.csv', ['day=2/d.csv']],
    ['[ab].csv', ['a.csv', 'b.csv']],
    ['?.json', ['x.json']],
    ['a.csv', ['a.csv']],
  ])('of %s', (glob, names) => {
    expect(found(glob)).toEqual(names);
  });

  test('have a format and a compression by their names, or the format that is said', () => {
    expect(inputFile('x.CSV.GZ')).toMatchObject({ format: 'csv', compression: 'gzip' });
    expect(inputFile('x.jsonl.zst')).toMatchObject({ format: 'ndjson', compression: 'zstd' });
    expect(inputFile('x.txt', 'csv')).toMatchObject({ format: 'csv', compression: 'none' });
    expect(() => inputFile('x.txt')).toThrow('nothing tells the format of x.txt');
  });

  test('are there', () => {
    expect(() => found('*.xml')).toThrow('no file matches');
    expect(() => found('z.csv')).toThrow('it does not exist (ENOENT)');
    expect(() => found('day=2')).toThrow('is no file');
  });
});
