import { ByteWriter } from '../../record/byte-writer.js';
import type { Column } from '../columns.js';
import { type ColumnChunk, writeColumnChunk } from './column-chunk.js';
import { ColumnValues } from './column-values.js';

/** A group of rows as a Parquet file has it: all values of one column, then all of the next. */
export interface RowGroup {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** In the order of the columns. */
  readonly chunks: readonly ColumnChunk[];
}

/** Makes groups of rows of one table, one after the other. */
export class RowGroupEncoder {
  readonly #columns: readonly ColumnValues[];
  readonly #writer = new ByteWriter(1 << 20);
  #rows = 0;

  constructor(columns: readonly Pick<Column<never>, 'type' | 'isUnique'>[]) {
    this.#columns = columns.map((column) => new ColumnValues(column));
  }

  /**
   * Takes a row as `binary.ts` has written it.
   * @param at where it begins
   * @returns where it ends
   */
  add(rows: DataView, at: number): number {
    const columns = this.#columns;
    let field = at;
    for (let index = 0; index < columns.length; index++) field = (columns[index] as ColumnValues).add(rows, field);
    this.#rows += 1;
    return field;
  }

  /** How many rows have been added since the last group. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * The group of all rows that have been added since the last one.
   * @param room memory to write the bytes into
   */
  take(room?: ArrayBuffer): RowGroup {
    const rows = this.#rows;
    this.#rows = 0;
    const chunks = this.#columns.map((values) => writeColumnChunk(this.#writer, values));
    for (const values of this.#columns) values.clear();
    return { bytes: this.#writer.take(room), rows, chunks };
  }
}
