import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | bigint | boolean | undefined;

/** Column name to cell; the order of the keys is the order of the columns. `reports/README.md` explains each. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** A header line and a line for each row. */
export function csvTable<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cells = Object.values(columns);
  return stringify(
    rows.map((row) => cells.map((cell) => cell(row))),
    {
      header: true,
      columns: Object.keys(columns),
      // A cell of text that begins like a formula gets an apostrophe in front; cells that are numbers are left alone.
      escape_formulas: true,
      // A carriage return inside a cell would otherwise stand bare, and some readers end the row there.
      quoted_match: /\r/,
      record_delimiter: '\n',
      cast: { boolean: String },
    },
  );
}
