/** What a cell of a table is, which decides how it is shown. */
export type CellKind = 'text' | 'count' | 'number' | 'share' | 'duration' | 'money';

export interface SightColumn {
  readonly title: string;
  readonly kind: CellKind;
}

export type SightCell = string | number | undefined;

/** One thing that was looked at: a table, and perhaps how it is drawn. */
export interface Sight {
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence or two. */
  readonly text: string;
  readonly columns: readonly SightColumn[];
  readonly rows: readonly (readonly SightCell[])[];
  /** Bars for names, columns for a histogram, lines for what changes with time; of which columns of the table. */
  readonly plot:
    | undefined
    | {
        readonly kind: 'bars' | 'columns' | 'lines';
        readonly label: number;
        readonly values: readonly number[];
        /** What the labels are, such as "hour of the day". */
        readonly below: string;
        /** Of lines: the column with where each row stands on a logarithmic axis; without it, side by side. */
        readonly across?: number;
      };
}
