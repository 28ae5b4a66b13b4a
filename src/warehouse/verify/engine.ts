import type { Answer, VerifyEvent } from './event.js';

/** The query of a person, and how it calls what it reads and returns. */
export interface QueryFile {
  /** As it is shown in messages. */
  readonly file: string;
  readonly sql: string;
  readonly table: string;
  readonly columns: {
    readonly event: string;
    readonly user: string;
    readonly time: string;
    readonly campaign: string;
    /** Of the result: what the events of a session have in common. */
    readonly session: readonly string[];
  };
}

/** A database that has the query and a table for it. */
export interface QueryEngine {
  /** Puts the events into the table, in place of what was there, and runs the query. @throws InputError when it fails */
  ask(events: readonly VerifyEvent[]): Promise<readonly Answer[]>;
  close(): Promise<void>;
}
