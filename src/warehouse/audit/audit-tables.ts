import { copiesTable } from '../export/copies.js';
import { type InstantStyle, instantIn, useTimeZone } from '../export/instants.js';
import { type EventExport, flagIn, textIn } from '../export/open-export.js';
import type { AuditColumns } from './audit-columns.js';

/**
 * The statements that make what the findings look at. Times are milliseconds since the epoch.
 *
 * - `rows_read`: every row, as it was read;
 * - `copies`: see `copiesTable`;
 * - `events`: each message once, also without a user or a time;
 * - `in_order`: those with both, beside what the one before and the one after of the user have;
 * - `sessions`: what has one id, of each user.
 */
export function auditTables(events: EventExport, columns: AuditColumns, style: InstantStyle): readonly string[] {
  const instant = (part: EventExport['parts'][number], column: string | undefined): string =>
    instantIn(part, column, style);
  const read = events.parts.map((part) => {
    const users = columns.user.map((column) => textIn(part, column));
    return `SELECT coalesce(${users.join(', ')}) AS user, ${textIn(part, columns.knownUser)} AS known_user,
      ${textIn(part, columns.message)} AS message, ${textIn(part, columns.session)} AS session,
      ${flagIn(part, columns.start)} AS is_marked, ${instant(part, columns.time)} AS time_ms,
      ${instant(part, columns.original)} AS original_ms, ${instant(part, columns.sent)} AS sent_ms,
      ${instant(part, columns.received)} AS received_ms, filename FROM ${part.source}`;
  });
  return [useTimeZone(style), `CREATE TABLE rows_read AS ${read.join(' UNION ALL ')}`, ...derivedTables];
}

/** In the order of time; at one instant what belongs to the session that began first stands first. */
const order = 'PARTITION BY user ORDER BY time_ms, started_ms NULLS FIRST, session, is_marked DESC, message';

/**
 * An id of 13 digits is a time in milliseconds and one of 10 digits a time in seconds, unless it is of long before there were
 * sessions. Any other is the caller's own.
 */
const idAsInstant = `CREATE MACRO instant_of(id) AS CASE
  WHEN regexp_full_match(id, '[0-9]{13}') AND id >= '1420070400000' THEN CAST(id AS BIGINT)
  WHEN regexp_full_match(id, '[0-9]{10}') AND id >= '1420070400' THEN CAST(id AS BIGINT) * 1000 END`;

const derivedTables = [
  idAsInstant,
  copiesTable,
  `CREATE TABLE events AS SELECT * EXCLUDE (filename), instant_of(session) AS started_ms
    FROM (SELECT rowid AS row, * FROM rows_read) ANTI JOIN copies USING (row)`,
  `CREATE TABLE in_order AS SELECT *,
      lag(session IGNORE NULLS) OVER by_time AS session_before,
      lag(CASE WHEN session IS NOT NULL THEN time_ms END IGNORE NULLS) OVER by_time AS time_before_ms,
      lag(CASE WHEN session IS NOT NULL THEN coalesce(sent_ms - received_ms, 0) END IGNORE NULLS) OVER by_time AS ahead_before_ms,
      lag(known_user) OVER by_time AS known_user_before,
      lead(session IGNORE NULLS) OVER by_time AS session_after
    FROM events WHERE user IS NOT NULL AND time_ms IS NOT NULL WINDOW by_time AS (${order})`,
  `CREATE TABLE sessions AS SELECT user, session, any_value(started_ms) AS started_ms,
      min(time_ms) AS start_ms, max(time_ms) AS end_ms, count(*) AS events, count(*) FILTER (is_marked) AS markers,
      min(CASE WHEN is_marked THEN time_ms END) AS marked_ms, max(CASE WHEN is_marked THEN time_ms END) AS marked_last_ms,
      min(received_ms) AS received_ms, max(known_user) AS known_user
    FROM in_order WHERE session IS NOT NULL GROUP BY user, session`,
] as const;

/** How many of each there are: what the share of a finding is of. */
export const totalsQuery = `SELECT (SELECT count(*) FROM rows_read) AS rows,
  (SELECT count(*) FROM rows_read) - (SELECT count(*) FROM copies WHERE is_twin) AS events,
  (SELECT count(*) FROM sessions) AS sessions, (SELECT count(DISTINCT user) FROM events) AS users,
  (SELECT min(time_ms) FROM events) AS first_ms, (SELECT max(time_ms) FROM events) AS last_ms`;
