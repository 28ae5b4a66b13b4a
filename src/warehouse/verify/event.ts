/** A row of the table that a query is asked about. */
export interface VerifyEvent {
  /** Unique; events of one instant are in the order of their ids, which is also that of the rows in the table. */
  readonly id: string;
  readonly user: string | undefined;
  readonly timeMs: number;
  /** An empty text names no campaign. */
  readonly campaign: string | undefined;
}

/** What a query, or a reading of the rules, says of an event. */
export interface Answer {
  readonly event: string;
  /** What the events of a session have in common; absent: it belongs to none. */
  readonly session: string | undefined;
}
