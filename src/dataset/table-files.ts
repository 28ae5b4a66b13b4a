import { rmSync } from 'node:fs';
import type { ParquetConverter } from './formats/parquet.js';
import type { RowFormat } from './formats/row-format.js';
import type { FileRecord } from './manifest.js';
import { OutputFile, recordOf } from './output-file.js';
import type { OutputFolder } from './output-folder.js';
import type { RowSink } from './produce-rows.js';
import type { Table } from './table.js';

export interface TableFilesOptions {
  /** Of the rows as they come. */
  readonly encoding: RowFormat;
  readonly output: OutputFolder;
  /** When the rows are to become Parquet. */
  readonly converter: ParquetConverter | undefined;
  readonly partition: 'day' | 'none';
}

/** The files of one table: a single one, or one for each day in a folder of its own, as `day=2026-03-02`. */
export class TableFiles implements RowSink {
  readonly keepsNoBytes = true;
  readonly #table: Table;
  readonly #options: TableFilesOptions;
  readonly #records: FileRecord[] = [];
  #day: string | undefined;
  #open: OutputFile | undefined;

  constructor(table: Table, options: TableFilesOptions) {
    this.#table = table;
    this.#options = options;
  }

  async write(bytes: Uint8Array, rows: number, startMs?: number): Promise<void> {
    const isDivided = this.#options.partition === 'day' && this.#table.timeMsOf !== undefined;
    const day = isDivided && startMs !== undefined ? new Date(startMs).toISOString().slice(0, 10) : undefined;
    if (day !== this.#day) await this.#closeFile();
    this.#day = day;
    this.#open ??= this.#openFile();
    this.#open.write(bytes, rows);
  }

  /** A table without any row has a file all the same, with a header if files have one. */
  async close(): Promise<readonly FileRecord[]> {
    if (this.#records.length === 0) this.#open ??= this.#openFile();
    await this.#closeFile();
    return this.#records;
  }

  #nameAs(extension: string): string {
    const { name } = this.#table;
    return this.#day === undefined ? `${name}.${extension}` : `${name}/day=${this.#day}/${name}.${extension}`;
  }

  #openFile(): OutputFile {
    const { encoding, output, converter } = this.#options;
    const name = this.#nameAs(encoding.id);
    return new OutputFile(output.workingFile(name), name, encoding.header(this.#table), converter === undefined);
  }

  async #closeFile(): Promise<void> {
    if (this.#open === undefined) return;
    const record = this.#open.close();
    this.#open = undefined;
    const { converter, output } = this.#options;
    if (converter === undefined) {
      this.#records.push(record);
      return;
    }
    const name = this.#nameAs('parquet');
    const [from, to] = [output.workingFile(record.name), output.workingFile(name)];
    await converter.convert({ from, to, columns: this.#table.columns });
    rmSync(from);
    this.#records.push(await recordOf(to, name, record.rows));
  }
}
