import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | bigint | boolean | undefined;

/** Column name to cell; the order of the keys is the order of the columns. `reports/README.md` explains each. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** A header line and a line for each row. */
export function csvTable<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cells = Object.values(columns);
  const textOf = cellWriter();
  const lines = rows.map((row) => cells.map((cell) => textOf(cell(row))).join(','));
  return [written([Object.keys(columns)]), ...lines.map((line) => `${line}\n`)].join('');
}

/** What begins like this is no formula, and what holds nothing else needs no quotes. */
const plain = /^(?:[\w(][^",\r\n]*)?$/;

/** How a cell is written. The library is asked for what is not plain, and once for each text, of which most come again. */
function cellWriter(): (cell: Cell) => string {
  const known = new Map<string, string>();
  return (cell) => {
    if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
    if (plain.test(cell)) return cell;
    const text = known.get(cell) ?? written([[cell]]).slice(0, -1);
    known.set(cell, text);
    return text;
  };
}

function written(records: readonly (readonly string[])[]): string {
  return stringify([...records], {
    // A cell of text that begins like a formula gets an apostrophe in front; cells that are numbers are left alone.
    escape_formulas: true,
    // A carriage return inside a cell would otherwise stand bare, and some readers end the row there.
    quoted_match: /\r/,
    record_delimiter: '\n',
  });
}
