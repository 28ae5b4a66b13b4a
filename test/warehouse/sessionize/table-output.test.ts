import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { literal } from '../../../src/duckdb/duckdb.js';
import { TableOutput, tableFormatOf } from '../../../src/warehouse/sessionize/table-output.js';

let folder = '';
let aside = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-table-'));
  aside = mkdtempSync(path.join(tmpdir(), 'lapse-aside-'));
});
afterEach(() => {
  for (const each of [folder, aside]) rmSync(each, { recursive: true });
});

const noDatabase = (): Promise<Database> => Promise.reject(new Error('no database is needed'));
const written = (text: string): { bytes: Buffer; length: number } => ({
  bytes: Buffer.from(text),
  length: text.length,
});

test('a table is in its place when it is whole, and what was there stays until then', async () => {
  const target = path.join(folder, 't.csv');
  writeFileSync(target, 'before');
  const output = new TableOutput(target, 'csv', aside);
  output.drain(written('taken back\n'), true);
  output.restart();
  output.drain(written('a\n1\n'), true);
  expect(readFileSync(target, 'utf8')).toBe('before');
  await output.finish([], noDatabase, async () => {});
  expect(readFileSync(target, 'utf8')).toBe('a\n1\n');
  new TableOutput(target, 'csv', aside).abandon();
  expect(readdirSync(folder)).toEqual(['t.csv']);
});

test('Parquet has the types of its columns, in a file whose name has the letters of a glob', async () => {
  const target = path.join(folder, 't[1].parquet');
  const output = new TableOutput(target, 'parquet', aside);
  output.drain(written('id,n\n007,1\n'), true);
  const database = await openDatabase();
  try {
    const columns = [
      { name: 'id', databaseType: 'VARCHAR' },
      { name: 'n', databaseType: 'BIGINT' },
    ];
    await output.finish(
      columns,
      () => Promise.resolve(database),
      async () => {},
    );
    const [row] = await database.query(`SELECT * FROM read_parquet(${literal(path.join(folder, 't[[]1].parquet'))})`);
    expect(row).toEqual({ id: '007', n: 1 });
  } finally {
    database.close();
  }
  expect([...readdirSync(folder), ...readdirSync(aside)]).toEqual(['t[1].parquet']);
});

test('a folder is no place for a table, and an ending says what it is', () => {
  mkdirSync(path.join(folder, 'there.csv'));
  for (const format of ['csv', 'parquet'] as const) {
    expect(() => new TableOutput(path.join(folder, 'there.csv'), format, aside)).toThrow(/it is a folder/);
  }
  expect(tableFormatOf('S.JSONL', '--out')).toBe('ndjson');
  expect(() => tableFormatOf('s.txt', '--out')).toThrow(
    'nothing tells the format of --out "s.txt"; allowed: a file that ends with .csv, .ndjson, .jsonl or .parquet',
  );
});
