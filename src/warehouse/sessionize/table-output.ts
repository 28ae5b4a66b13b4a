import { closeSync, createReadStream, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../duckdb/database.js';
import { csvSource, type DeclaredColumn, literal } from '../../duckdb/duckdb.js';
import { isDiskFull, writeAll } from '../../record/write-all.js';
import { displayPath, InputError } from '../../spec/input-error.js';
import { asideOf, beginAside, checkWritable, openAside, putInPlace, removeAside } from '../aside-file.js';
import type { TableFormat } from './session-table.js';

/** Written at once. */
const blockBytes = 1 << 20;

/** What has bytes to be written. */
export interface Written {
  readonly bytes: Buffer;
  length: number;
}

/** A table that is written aside, and is in its place only when it is whole. */
export class TableOutput {
  readonly #target: string | undefined;
  readonly #format: TableFormat;
  readonly #aside: string;
  #handle: number;

  /**
   * @param target absent: the standard output
   * @param format that of the target; a table that becomes Parquet is written as CSV first
   * @param folder where it is put aside if the target is no file of the kind that is written
   * @throws InputError when the target cannot be written
   */
  constructor(target: string | undefined, format: TableFormat, folder: string) {
    this.#target = target;
    this.#format = format;
    const isDirect = target !== undefined && format !== 'parquet';
    this.#aside = isDirect ? asideOf(target) : path.join(folder, `table-${path.basename(target ?? 'out')}.csv`);
    // A folder that is not there is told of before anything is read.
    if (target !== undefined && !isDirect) checkWritable(target);
    this.#handle = isDirect ? openAside(target) : openSync(this.#aside, 'w');
  }

  /** Writes what has been written into memory, when it is enough to be worth it, and takes it away from there. */
  drain(written: Written, isLast = false): void {
    if (written.length < blockBytes && !isLast) return;
    writeAll(this.#handle, written.bytes.subarray(0, written.length));
    written.length = 0;
  }

  /** Writes rows as they are. */
  write(rows: Uint8Array): void {
    writeAll(this.#handle, rows);
  }

  /** Takes everything back. */
  restart(): void {
    closeSync(this.#handle);
    this.#handle = openSync(this.#aside, 'w');
  }

  /** Puts a table of rows into its place, as it was written. */
  putInPlace(): void {
    closeSync(this.#handle);
    if (this.#target !== undefined) putInPlace(this.#target);
  }

  /** Puts the table into its place, as what it is to be. */
  async finish(
    columns: readonly DeclaredColumn[],
    database: () => Promise<Database>,
    toStandardOutput: (bytes: Uint8Array) => Promise<void>,
  ): Promise<void> {
    closeSync(this.#handle);
    if (this.#target === undefined) {
      for await (const bytes of createReadStream(this.#aside, { highWaterMark: 1 << 18 }))
        await toStandardOutput(bytes);
      rmSync(this.#aside);
    } else if (this.#format === 'parquet') {
      await copyTo(await database(), `SELECT * FROM ${csvSource([this.#aside], columns)}`, this.#target, 'parquet');
      rmSync(this.#aside);
    } else putInPlace(this.#target);
  }

  /** Leaves nothing behind of what is not whole. */
  abandon(): void {
    rmSync(this.#aside, { force: true });
  }
}

/** Writes the rows of a statement to a file, which is in its place when it is whole. */
export async function copyTo(database: Database, select: string, target: string, format: TableFormat): Promise<void> {
  const options = { csv: 'FORMAT csv, HEADER', ndjson: 'FORMAT json', parquet: 'FORMAT parquet' }[format];
  try {
    await database.query(`COPY (${select}) TO ${literal(beginAside(target))} (${options})`);
    putInPlace(target);
  } catch (error) {
    removeAside(target);
    throw isDiskFull(error) ? new Error(`the disk is full: ${displayPath(target)} could not be written`) : error;
  }
}

/** The format of a table, by the ending of its file. @throws InputError for another ending */
export function tableFormatOf(file: string, option: string): TableFormat {
  const [, ending] = /\.(csv|ndjson|jsonl|parquet)$/i.exec(file) ?? [];
  const format = ending?.toLowerCase();
  if (format === 'csv' || format === 'parquet') return format;
  if (format !== undefined) return 'ndjson';
  const message = `nothing tells the format of ${option} ${JSON.stringify(file)}`;
  throw new InputError([{ message, allowed: 'a file that ends with .csv, .ndjson, .jsonl or .parquet' }]);
}
