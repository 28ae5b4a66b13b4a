/**
 * What a table of a dataset is: its columns with the names that they have in a warehouse, and what each holds. Writers and
 * the data dictionary are made of this and of nothing else.
 */

/** A timestamp is a number of milliseconds since the epoch here, and a date with a time in UTC when it is written. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp';

/** `undefined` is an empty field, which is something else than an empty text. */
export type Value = string | number | boolean | undefined;

export interface Column<Row> {
  /** In snake case, as in a warehouse. */
  readonly name: string;
  readonly type: ColumnType;
  /** One sentence for the data dictionary. */
  readonly description: string;
  /**
   * Whether hardly any two rows have the same, so that nobody need compare a row with the one before: long texts that begin
   * alike take longer to be compared than to be written.
   */
  readonly isUnique?: boolean;
  of(row: Row): Value;
  /** Of a text that hardly any two rows share, but may begin alike: how it goes on after what `of` returns. */
  readonly rest?: TextRest<Row>;
}

/** To put the parts of a text together takes several times as long as to write one after the other. */
export interface TextRest<Row> {
  middleOf(row: Row): string;
  /** A number, of which there are twelve hexadecimal digits, or `noDigits`. */
  endOf(row: Row): number;
}

/** How the columns of one table are declared: each a line. */
export function columnsOf<Row>(
  declared: Readonly<
    Record<
      string,
      readonly [type: ColumnType, description: string, of: (row: Row) => Value, unique?: 'unique' | TextRest<Row>]
    >
  >,
): Column<Row>[] {
  return Object.entries(declared).map(([name, [type, description, of, unique]]) => ({
    name,
    type,
    description,
    isUnique: unique !== undefined,
    of,
    ...(typeof unique === 'object' ? { rest: unique } : {}),
  }));
}

/**
 * The name of a column in a warehouse for a name that an application chose: words in lower case, joined by underscores.
 * @example snakeCase('orderId') === 'order_id' && snakeCase('Order Completed') === 'order_completed'
 */
export function snakeCase(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/[^\p{L}\d]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return words === '' || /^\d/.test(words) ? `_${words}` : words;
}

/** The types of a column, as the database calls them. */
export const databaseTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};
