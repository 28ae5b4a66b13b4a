import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { findExportFiles } from '../../../src/warehouse/export/export-files.js';
import { withFolder } from '../../promises/command-line.js';

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

function found(
  files: Readonly<Record<string, string | Uint8Array>>,
  names: readonly string[],
): Promise<Record<string, readonly string[]>> {
  return withFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const all = await findExportFiles(
      database,
      names.map((name) => path.join(folder, name)),
    );
    return Object.fromEntries(
      [...all].map(([format, paths]) => [format, paths.map((each) => path.relative(folder, each))]),
    );
  });
}

describe('the files of an export', () => {
  test('are those that are named, and those of globs, each once', async () => {
    const files = {
      'a.csv': 'x',
      'b.csv': 'x',
      'day=1/c.parquet': 'x',
      'd[1].jsonl': 'x',
      'e.ndjson.gz': gzipSync('x'),
    };
    expect(await found(files, ['b.csv', '*.csv', '*/*.parquet', 'd[1].jsonl', 'e.ndjson.gz'])).toEqual({
      csv: ['b.csv', 'a.csv'],
      parquet: ['day=1/c.parquet'],
      ndjson: ['d[1].jsonl', 'e.ndjson.gz'],
    });
  });

  test('may be empty where others are not', async () => {
    expect(await found({ 'a.ndjson': '', 'b.ndjson': '{}' }, ['*.ndjson'])).toEqual({ ndjson: ['b.ndjson'] });
    await expect(found({ 'a.ndjson': '' }, ['*.ndjson'])).rejects.toThrow(/a\.ndjson is empty; allowed: a file with/);
  });

  test('are told all at once where there is none that can be read', async () => {
    const error = await found({ 'a.txt': 'x', 'b/c.csv': 'x' }, ['a.txt', 'b', 'no.csv', '*.parquet']).catch(String);
    expect(String(error).split('\n')).toEqual([
      expect.stringMatching(/b is no file/),
      expect.stringMatching(/cannot read .*no\.csv: it does not exist/),
      expect.stringMatching(/no file matches ".*\*\.parquet"/),
      expect.stringMatching(/a\.txt is of no known kind; allowed: files that end in \.csv/),
    ]);
  });
});
