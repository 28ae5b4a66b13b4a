import { binary } from './formats/binary.js';
import type { RowFormat } from './formats/row-format.js';
import type { FileRecord } from './manifest.js';
import { OutputFile } from './output-file.js';
import type { OutputFolder } from './output-folder.js';
import { ParquetFile } from './parquet/parquet-file.js';
import type { FinishedRows, RowSink } from './produce-rows.js';
import type { Table } from './table.js';

export interface TableFilesOptions {
  /** Of the rows as they come; those in `binary` become Parquet. */
  readonly encoding: RowFormat;
  readonly output: OutputFolder;
  readonly partition: 'day' | 'none';
}

/** The files of one table: a single one, or one for each day in a folder of its own, as `day=2026-03-02`. */
export class TableFiles implements RowSink {
  readonly keepsNoBytes = true;
  readonly #table: Table;
  readonly #options: TableFilesOptions;
  readonly #records: FileRecord[] = [];
  #day: string | undefined;
  #open: OutputFile | ParquetFile | undefined;

  constructor(table: Table, options: TableFilesOptions) {
    this.#table = table;
    this.#options = options;
  }

  write(rows: FinishedRows): void {
    const { startMs } = rows;
    const isDivided = this.#options.partition === 'day' && this.#table.timeMsOf !== undefined;
    const day = isDivided && startMs !== undefined ? new Date(startMs).toISOString().slice(0, 10) : undefined;
    if (day !== this.#day) this.#closeFile();
    this.#day = day;
    this.#open ??= this.#openFile();
    this.#open.write(rows);
  }

  /** A table without any row has a file all the same, with a header if files have one. */
  close(): readonly FileRecord[] {
    if (this.#records.length === 0) this.#open ??= this.#openFile();
    this.#closeFile();
    return this.#records;
  }

  #nameAs(extension: string): string {
    const { name } = this.#table;
    return this.#day === undefined ? `${name}.${extension}` : `${name}/day=${this.#day}/${name}.${extension}`;
  }

  #openFile(): OutputFile | ParquetFile {
    const { encoding, output } = this.#options;
    const isParquet = encoding === binary;
    const name = this.#nameAs(isParquet ? 'parquet' : encoding.id);
    const file = output.workingFile(name);
    return isParquet
      ? new ParquetFile(file, name, this.#table)
      : new OutputFile(file, name, encoding.header(this.#table));
  }

  #closeFile(): void {
    if (this.#open !== undefined) this.#records.push(this.#open.close());
    this.#open = undefined;
  }
}
