import type { ByteWriter } from '../record/byte-writer.js';
import type { Column } from './columns.js';
import type { UserData } from './rows.js';

/** One table of a dataset. Where the kind of its rows does not matter, it is `Table`. */
export interface Table<Row = unknown> {
  readonly name: string;
  /** One sentence for the data dictionary, without a full stop. */
  readonly description: string;
  readonly columns: readonly Column<Row>[];
  /** The rows that one user contributes, in their order. */
  rowsOf(user: UserData): readonly Row[];
  /** By what the table is put in the order of time and divided into days; a table without it never is. */
  timeMsOf?(row: Row): number;
  /** Writes the row as one JSON document, which NDJSON then has in place of an object of the columns. */
  writeDocument?(writer: ByteWriter, row: Row): void;
}
