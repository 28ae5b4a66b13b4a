import type { SessionRules } from '../session-rules.js';

/** What a statement is asked for. */
export interface SqlRequest {
  readonly rules: SessionRules;
  /** As a person writes it, perhaps with the names of its database and schema before it. */
  readonly table: string;
  readonly columns: EventColumns;
  /** `sessions` is a row for each session, `events` one for each event with the session that it belongs to. */
  readonly rows: 'sessions' | 'events';
}

/** Which column of the table is what. */
export interface EventColumns {
  /** The id of the event. */
  readonly event: string;
  /** The user is what the first of them has. */
  readonly user: readonly string[];
  /** When it was, as a timestamp; without a time zone it is taken to be in UTC. */
  readonly time: string;
  /** What puts events of one instant in order, before the id of the event does. */
  readonly order: string | undefined;
  /** Read only where sessions are split at campaigns. */
  readonly campaign: string;
}
