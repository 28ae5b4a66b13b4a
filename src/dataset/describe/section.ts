import type { Sight } from '../../sight/sight.js';

/** Asks the tables of a dataset; a row is a record of column to value, numbers as numbers. */
export type Query = (
  sql: string,
) => Promise<readonly Readonly<Record<string, string | number | boolean | undefined>>[]>;

/** What the sections may know beforehand. */
export interface DatasetSummary {
  /** The code of the currency, such as EUR. */
  readonly currency: string;
}

/** A part of the description; one file each, all of this shape. */
export interface Section {
  readonly id: string;
  look(query: Query, summary: DatasetSummary): Promise<Sight>;
}
