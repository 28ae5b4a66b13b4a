import { ByteWriter } from '../../record/byte-writer.js';
import { packageVersion } from '../../spec/package-root.js';
import type { FileRecord } from '../manifest.js';
import { OutputFile } from '../output-file.js';
import type { FinishedRows } from '../produce-rows.js';
import type { Table } from '../table.js';
import { magic, type PlacedGroup, writeFooter } from './footer.js';
import { RowGroupEncoder } from './row-group.js';

/** How many bytes of rows make a group where they have not been put together before. */
const groupBytes = 12 * 1_048_576;

/** A Parquet file while it is written. */
export class ParquetFile {
  readonly #file: OutputFile;
  readonly #columns: Table['columns'];
  readonly #groups: PlacedGroup[] = [];
  readonly #encoder: RowGroupEncoder;
  #at = magic.length;
  #pendingBytes = 0;

  constructor(file: string, name: string, { columns }: Pick<Table, 'columns'>) {
    this.#file = new OutputFile(file, name, Buffer.from(magic));
    this.#columns = columns;
    this.#encoder = new RowGroupEncoder(columns);
  }

  /** Rows as `binary.ts` has written them, which are cut into groups here, or a group. */
  write({ bytes, rows, chunks }: FinishedRows): void {
    if (chunks === undefined) {
      this.#addRows(bytes, rows);
      return;
    }
    this.#file.write({ bytes, rows });
    this.#groups.push({ at: this.#at, rows, chunks });
    this.#at += bytes.length;
  }

  close(): FileRecord {
    this.#endGroup();
    const writer = new ByteWriter();
    writeFooter(writer, this.#columns, this.#groups, `Lapse ${packageVersion}`);
    this.#file.write({ bytes: writer.take(), rows: 0 });
    return this.#file.close();
  }

  /** Where a group ends depends on the rows alone, and not on how they come. */
  #addRows(bytes: Uint8Array, rows: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (let row = 0; row < rows; row++) {
      const end = this.#encoder.add(view, at);
      this.#pendingBytes += end - at;
      at = end;
      if (this.#pendingBytes >= groupBytes) this.#endGroup();
    }
  }

  #endGroup(): void {
    this.#pendingBytes = 0;
    if (this.#encoder.rows > 0) this.write(this.#encoder.take());
  }
}
