import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { binary } from '../../../src/dataset/formats/binary.js';
import type { FileRecord } from '../../../src/dataset/manifest.js';
import { ParquetFile } from '../../../src/dataset/parquet/parquet-file.js';
import { RowGroupEncoder } from '../../../src/dataset/parquet/row-group.js';
import type { Table } from '../../../src/dataset/table.js';
import { tablesOf } from '../../../src/dataset/tables.js';
import { ByteWriter, twelveDigits } from '../../../src/record/byte-writer.js';
import { population, userGenerator } from '../../fixtures/dataset/small-generator.mjs';
import { withFolder } from '../../promises/command-line.js';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

async function query(sql: string, file: string): Promise<Record<string, unknown>[]> {
  const read = await connection.runAndReadAll(sql, { file });
  return read
    .getRowObjectsJS()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ),
    );
}

function encoded(table: Pick<Table, 'columns'>, rows: readonly unknown[]): Buffer<ArrayBuffer> {
  const writer = new ByteWriter(1);
  const encode = binary.encoder({ name: 't', description: '', rowsOf: () => [], ...table });
  for (const row of rows) encode(writer, row);
  return writer.take();
}

/** What DuckDB reads of the rows, which are written in parts of so many. */
async function readBack(columns: Table['columns'], parts: readonly (readonly unknown[])[]) {
  return await withFolder(async (folder) => {
    const file = path.join(folder, "it's.parquet");
    const output = new ParquetFile(file, 'it', { columns });
    for (const rows of parts) output.write({ bytes: encoded({ columns }, rows), rows: rows.length });
    const record = output.close();
    return { rows: await query(`SELECT ${selected(columns)} FROM read_parquet($file)`, file), record, ...facts(file) };
  });
}

function facts(file: string): Pick<FileRecord, 'bytes' | 'sha256'> {
  const content = readFileSync(file);
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

function selected(columns: Table['columns']): string {
  return columns
    .map(({ name, type }) => (type === 'timestamp' ? `epoch_ms("${name}") AS "${name}"` : `"${name}"`))
    .join(', ');
}

/** Columns of a row that is an array. */
function columnsOf(types: readonly Column<unknown>['type'][], isUnique = false): Table['columns'] {
  return types.map((type, index) => ({
    name: `c${index}`,
    type,
    description: '',
    isUnique,
    of: (row: unknown) => (row as readonly Value[])[index],
  }));
}

describe('a Parquet file', () => {
  test('has every value of every column as it was, in the order of the rows', async () => {
    const [table] = tablesOf(population, { tables: ['events'], splitTables: false });
    if (table === undefined) throw new Error('there are no events');
    const generate = userGenerator(population, { seed: 2, days: 30 });
    const users = Array.from({ length: 60 }, (_, number) => structuredClone(generate(number).events));
    const { rows, record, bytes, sha256 } = await readBack(table.columns, users);
    const types = new Set(table.columns.map(({ type }) => type));
    expect(types).toEqual(new Set(['text', 'boolean', 'timestamp', 'integer', 'number']));
    expect(rows).toEqual(
      users.flat().map((row) =>
        Object.fromEntries(
          table.columns.map(({ name, type, of, rest }) => {
            const value =
              rest === undefined ? of(row) : `${of(row)}${rest.middleOf(row)}${twelveDigits(rest.endOf(row))}`;
            // What is no integer where one belongs is empty, as in a warehouse.
            return [name, value === undefined || (type === 'integer' && typeof value !== 'number') ? null : value];
          }),
        ),
      ),
    );
    expect(record).toEqual({ name: 'it', rows: rows.length, bytes, sha256 });
  });

  test('has odd values of every type, however many are empty or the same', async () => {
    const text = fc.oneof(fc.constantFrom('', 'a', 'ab', '"', ',\n', '🐎', 'x'.repeat(300)), fc.string());
    const empty = <Kind>(of: fc.Arbitrary<Kind>) => fc.option(of, { nil: undefined });
    const row = fc.tuple(
      empty(text),
      empty(fc.maxSafeInteger()),
      empty(fc.double({ noNaN: true, noDefaultInfinity: true })),
      empty(fc.boolean()),
      empty(fc.integer({ min: -4e12, max: 4e12 })),
    );
    const columns = columnsOf(['text', 'integer', 'number', 'boolean', 'timestamp']);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        async (few, times) => {
          const given = Array.from({ length: times }, () => few).flat();
          const { rows } = await readBack(columns, [given]);
          expect(rows.map((each) => Object.values(each))).toEqual(
            given.map((values) => values.map((value) => value ?? null)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('tells of the types of its columns, and of the least and the greatest value', async () => {
    await withFolder(async (folder) => {
      const file = path.join(folder, 'rows.parquet');
      const columns = columnsOf(['text', 'integer', 'number', 'boolean', 'timestamp']);
      const output = new ParquetFile(file, 'rows.parquet', { columns });
      const rows = [
        ['a', -5, 2.5, true, 7],
        ['b', 9, -0.5, false, 1_764_547_200_123],
        [undefined, undefined, undefined, undefined, undefined],
      ];
      output.write({ bytes: encoded({ columns }, rows), rows: rows.length });
      output.close();
      expect(await query('SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet($file))', file)).toEqual(
        ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'TIMESTAMP'].map((type) => ({ column_type: type })),
      );
      expect(
        await query(
          'SELECT stats_min_value AS least, stats_max_value AS most, stats_null_count AS nulls FROM parquet_metadata($file)',
          file,
        ),
      ).toEqual([
        { least: null, most: null, nulls: 1 },
        { least: '-5', most: '9', nulls: 1 },
        { least: '-0.5', most: '2.5', nulls: 1 },
        { least: null, most: null, nulls: 1 },
        { least: '1970-01-01 00:00:00.007', most: '2025-12-01 00:00:00.123', nulls: 1 },
      ]);
      expect(await query('SELECT created_by, num_rows FROM parquet_file_metadata($file)', file)).toEqual([
        { created_by: expect.stringMatching(/^Lapse \d/), num_rows: 3 },
      ]);
    });
  });

  test('without a row can be read', async () => {
    const { rows, record } = await readBack(columnsOf(['text', 'timestamp']), []);
    expect(rows).toEqual([]);
    expect(record.rows).toBe(0);
  });

  test('is the same however its rows come, and has groups of some megabytes', async () => {
    const columns = columnsOf(['text']);
    const row = ['x'.repeat(1_000_000)];
    const rows = Array.from({ length: 20 }, () => row);
    const one = await readBack(columns, [rows]);
    expect((await readBack(columns, [rows.slice(0, 1), rows.slice(1, 14), rows.slice(14)])).sha256).toBe(one.sha256);
    expect(one.rows).toEqual(rows.map(([text]) => ({ c0: text })));
  });

  test('takes groups that were made elsewhere', async () => {
    await withFolder(async (folder) => {
      const file = path.join(folder, 'rows.parquet');
      const columns = columnsOf(['integer', 'text'], true);
      const output = new ParquetFile(file, 'rows.parquet', { columns });
      const group = new RowGroupEncoder(columns);
      for (const numbers of [[1, 2], [3]]) {
        for (const number of numbers) {
          const bytes = encoded({ columns }, [[number, `t${number}`]]);
          expect(group.add(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0)).toBe(bytes.length);
        }
        output.write(group.take());
      }
      expect(output.close().rows).toBe(3);
      expect(await query('SELECT * FROM read_parquet($file)', file)).toEqual(
        [1, 2, 3].map((number) => ({ c0: number, c1: `t${number}` })),
      );
      expect(
        await query(
          'SELECT DISTINCT row_group_id AS id, row_group_num_rows AS rows FROM parquet_metadata($file) ORDER BY id',
          file,
        ),
      ).toEqual([
        { id: 0, rows: 2 },
        { id: 1, rows: 1 },
      ]);
    });
  });
});
