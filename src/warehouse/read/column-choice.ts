/** What whole numbers in the column of the time may count since 1970. */
export const timeUnits = ['s', 'ms', 'us', 'ns'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** What a malformed row does: the run stops, the row is counted and left out, or it is kept in a file as well. */
export const errorModes = ['stop', 'skip', 'collect'] as const;
export type ErrorMode = (typeof errorModes)[number];

/** The texts of an event that are looked at, beside whose it is. */
export const textColumns = ['campaign', 'page', 'event'] as const;
export type TextColumn = (typeof textColumns)[number];

/** Which columns say whose an event is and when it was, and how they are read. */
export interface ColumnChoice {
  /** Names of columns: the user is what the first of them has that is not empty. */
  readonly user: readonly string[];
  readonly time: string;
  /** Absent where nobody said it. */
  readonly timeUnit: TimeUnit | undefined;
  /** Of times that name none. */
  readonly timeZone: string;
  /** An event after it has a wrong clock, and is a malformed row; absent where nobody said it. */
  readonly latestMs?: number;
  readonly onError: ErrorMode;
}
