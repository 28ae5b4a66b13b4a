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
  /**
   * The rows in their order, some thousands at a time, for results that are larger than memory. Their values are texts,
   * numbers and booleans.
   */
  stream(sql: string): AsyncGenerator<readonly Row[], void>;
  /** The same as columns, each chunk until the next is asked for. */
  chunks(sql: string): AsyncGenerator<DuckDBDataChunk, void>;
  /**
   * The same of several statements, one after the other. Each result is in memory, and is made while the one before is looked
   * at, which takes less time than to stream where none is large.
   */
  chunksOfAll(statements: readonly string[]): AsyncGenerator<DuckDBDataChunk, void>;
  /** Takes the spilled rows away, too; a second time it does nothing. */
  close(): void;
  /**
   * For the end of the process, where a statement may still run: it is told to stop, and nothing is closed beneath it, which
   * would wait for it forever.
   */
  abandon(): void;
}

/** What DuckDB may have ready of a result before it is asked for. With less it waits for whoever takes the rows. */
const streamingBuffer = '16MiB';

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
  const connections = new Set([first]);
  async function* chunksOf(sql: string) {
    // A connection has one result at a time.
    const connection = await instance.connect();
    connections.add(connection);
    try {
      await connection.run(`SET streaming_buffer_size = '${streamingBuffer}'`);
      const result = await connection.stream(sql);
      const names = result.columnNames();
      for await (const chunk of readAhead(() => result.fetchChunk())) yield { chunk, names };
    } catch (error) {
      throw inWords(error);
    } finally {
      connections.delete(connection);
      connection.closeSync();
    }
  }
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
      for await (const { chunk, names } of chunksOf(sql)) yield rowsOf(chunk, names);
    },
    async *chunks(sql) {
      for await (const { chunk } of chunksOf(sql)) yield chunk;
    },
    async *chunksOfAll(statements) {
      const connection = await instance.connect();
      connections.add(connection);
      const waiting = statements.values();
      const run = (): ReturnType<typeof connection.run> | undefined => {
        const { value } = waiting.next();
        const result = value === undefined ? undefined : connection.run(value);
        // What it throws is thrown when it is waited for.
        result?.catch(() => {});
        return result;
      };
      let next = run();
      try {
        for (let result = await next; result !== undefined; result = await next) {
          next = run();
          for (let index = 0; index < result.chunkCount; index++) {
            ballast = new Array(ballastLength);
            yield result.getChunk(index);
          }
        }
      } catch (error) {
        throw inWords(error);
      } finally {
        await next?.catch(() => {});
        connections.delete(connection);
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
    abandon() {
      if (isClosed) return;
      isClosed = true;
      for (const connection of connections) connection.interrupt();
      rmSync(spill, { recursive: true, force: true });
    },
  };
}

/**
 * The memory of a chunk, which is DuckDB's, is given back when its object is collected. The engine sees small objects only
 * and collects them seldom, so that hundreds of chunks would wait; with each comes garbage that it sees.
 */
const ballastLength = 4_096;
let ballast: readonly unknown[] = [];

/** Asks for a chunk while the one before is looked at. */
async function* readAhead(fetch: () => Promise<DuckDBDataChunk | null>): AsyncGenerator<DuckDBDataChunk, void> {
  let next = fetch();
  try {
    for (;;) {
      const chunk = await next;
      if (chunk === null || chunk.rowCount === 0) return;
      next = fetch();
      // What it throws is thrown when it is waited for, which is when the chunk before has been looked at.
      next.catch(() => {});
      ballast = new Array(ballastLength);
      yield chunk;
    }
  } finally {
    // Nothing is closed beneath a call that still runs.
    await next.catch(() => {});
    if (ballast.length > 0) ballast = [];
  }
}

/**
 * Rows are copies of an empty one, which gives all of them one shape in memory, and their values are taken from the columns
 * of the chunk: a fraction of the time that it takes to make lists of values first, and objects of those.
 */
function rowsOf(chunk: DuckDBDataChunk, names: readonly string[]): Row[] {
  const empty: Record<string, Row[string]> = Object.fromEntries(names.map((name) => [name, undefined]));
  const rows = Array.from({ length: chunk.rowCount }, () => ({ ...empty }));
  for (const [index, name] of names.entries()) {
    const values = chunk.getColumnVector(index);
    for (let row = 0; row < rows.length; row++) (rows[row] as typeof empty)[name] = plain(values.getItem(row));
  }
  return rows;
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? undefined : String(value);
}
