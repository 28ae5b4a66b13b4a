import type { ByteWriter } from '../../record/byte-writer.js';
import type { Table } from '../table.js';

/** One way to write the rows of a table as bytes, a line after the other. */
export interface RowFormat {
  readonly id: string;
  /** What a file begins with, if anything. */
  header(table: Table): Uint8Array;
  /** Prepared once for a table; the function appends one row, with its end of line. */
  encoder<Row>(table: Table<Row>): (writer: ByteWriter, row: Row) => void;
}
