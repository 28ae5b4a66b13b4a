import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { loadDuckDb, memoryLimit } from './duckdb.js';

/** Column to value; whole numbers are numbers, and an empty field is `undefined`. */
export type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** A database in memory that spills what does not fit into a folder of its own. */
export interface Database {
  /** @returns all rows */
  query(sql: string): Promise<readonly Row[]>;
  /** The rows one by one, for results that are larger than memory. */
  stream(sql: string): AsyncGenerator<Row, void>;
  /** The same as columns, some two thousand rows at a time, each until the next is asked for. */
  chunks(sql: string): AsyncGenerator<DuckDBDataChunk, void>;
  /** The same in portions, each row as the list of its values as DuckDB has them: much quicker for millions of them. */
  portions(sql: string): AsyncGenerator<readonly (readonly unknown[])[], void>;
  /** Takes the spilled rows away, too; a second time it does nothing. */
  close(): void;
}

/**
 * @param inWords what a query throws in place of what DuckDB does
 * @throws InputError when the package that reads the tables is not installed
 * @param purpose what needs it, as the beginning of a sentence
 */
export async function openDatabase(
  inWords: (error: unknown) => unknown = (error) => error,
  purpose = 'Reading a dataset',
): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb(purpose);
  const spill = mkdtempSync(path.join(tmpdir(), 'lapse-'));
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: spill, memory_limit: memoryLimit });
  const first = await instance.connect();
  let isClosed = false;
  return {
    async query(sql) {
      try {
        const rows = await (await first.runAndReadAll(sql)).getRowObjectsJS();
        return rows.map(plainRow);
      } catch (error) {
        throw inWords(error);
      }
    },
    async *stream(sql) {
      // A connection has one result at a time.
      const connection = await instance.connect();
      try {
        const result = await connection.stream(sql);
        const names = result.columnNames();
        for await (const rows of result.yieldRowsJs()) {
          for (const row of rows) yield Object.fromEntries(names.map((name, at) => [name, plain(row[at])]));
        }
      } catch (error) {
        throw inWords(error);
      } finally {
        connection.closeSync();
      }
    },
    async *chunks(sql) {
      const connection = await instance.connect();
      try {
        const result = await connection.stream(sql);
        for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
          yield chunk;
          chunk = await result.fetchChunk();
        }
      } catch (error) {
        throw inWords(error);
      } finally {
        connection.closeSync();
      }
    },
    async *portions(sql) {
      const connection = await instance.connect();
      try {
        yield* (await connection.stream(sql)).yieldRowsJs();
      } catch (error) {
        throw inWords(error);
      } finally {
        connection.closeSync();
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      first.closeSync();
      instance.closeSync();
      rmSync(spill, { recursive: true, force: true });
    },
  };
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? undefined : String(value);
}
