import type { TableExpression } from './table-expression.js';

/** The databases whose SQL is written. */
export const dialectNames = [
  'duckdb',
  'postgres',
  'bigquery',
  'snowflake',
  'spark',
  'clickhouse',
  'trino',
  'redshift',
] as const;
export type DialectName = (typeof dialectNames)[number];

/** What one database calls what the statement needs; one file each, all of this shape. */
export interface Dialect {
  readonly name: DialectName;
  /** As its makers write it. */
  readonly title: string;
  /** How far it is known that the database takes the statement and means the same by it; a sentence of a comment. */
  readonly assurance: string;
  /** What stands around a name that is no plain word. */
  readonly quote: '"' | '`';
  /** A text is one that may be missing. */
  readonly types: { readonly integer: string; readonly text: string };
  /** A text as a constant. */
  literal(text: string): string;
  /**
   * Whole milliseconds since 1970 of a timestamp, without what is finer, as the engine counts time: what is before 1970 is
   * rounded down as well.
   */
  millisecondsOf(time: string): string;
  /** The date of an instant, which is given in milliseconds since 1970, in a time zone. */
  dayOf(milliseconds: string, zone: string): string;
  /** The value of the row before in a partition, and NULL in its first row. */
  previous(value: string, partition: string, order: string): string;
  /**
   * The table expressions, the last of which is called `capped` and has `user_id` and `event_number` of every event at which
   * nothing but the cap begins a session; it may have those that begin one anyway. They read `stretches` and `params`.
   */
  capped(cap: Cap): readonly TableExpression[];
}

/** The cap as the table expressions need it. */
export interface Cap {
  readonly maximumMs: number;
  /** The smallest distance from the start of a session that is beyond it. */
  readonly beyondMs: number;
  /** `>` or `>=`, by which a distance is compared with it. */
  readonly comparison: '>' | '>=';
  /** The column of `params` that has it. */
  readonly parameter: string;
  /** The column of `stretches` that has the time of an event. */
  readonly time: string;
}

/** As nearly all of them say it. */
export function lag(value: string, partition: string, order: string): string {
  return `LAG(${value}) OVER (PARTITION BY ${partition} ORDER BY ${order})`;
}

/** As standard SQL has it. */
export function standardLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
