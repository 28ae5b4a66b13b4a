import type { Database } from '../../duckdb/database.js';
import { identifier, literal } from '../../duckdb/duckdb.js';
import { snakeCase } from '../columns.js';
import { dirtBits } from '../dirt-labels.js';

/** Fields of events that are of no use to who reads; a text that is not read is empty. */
export type UnreadField = 'url' | 'path' | 'referrer' | 'name' | 'channel' | 'timeZone';

/** The columns of an event but for its session and its properties. */
const plain = [
  ...['message_id', 'anonymous_id', 'user_id', 'session_start', 'url', 'path', 'referrer', 'device_id', 'tab'],
  ...['original_ms', 'sent_ms', 'received_ms', 'time_ms', 'true_ms', 'revenue', 'person', 'visit', 'is_conversion'],
  ...Object.keys(dirtBits).map(snakeCase),
];

/** Columns that have few different texts, whatever the number of events. */
const closed = ['type', 'name', 'channel', 'campaign', 'device_kind', 'time_zone', 'cohort', 'state'];

/**
 * What a statement selects of the view of events, so that it is cheap to read. Of texts from a closed vocabulary it is their
 * number in it, which the library turns into one and the same text: to read each of them anew takes longer than all else.
 * `session_number` is the id of the session, or else `session_text`.
 * @param properties columns of the properties
 */
export async function selectionOf(
  database: Pick<Database, 'query'>,
  properties: readonly string[],
  unread: readonly UnreadField[],
): Promise<string> {
  const left = new Set(unread.map(snakeCase));
  const columns = new Set([...plain, ...properties].filter((name) => !left.has(name)));
  const vocabulary = closed.filter((name) => !left.has(name));
  const rows = await database.query(`SELECT DISTINCT ${vocabulary.join(', ')} FROM events`);
  const encoded = vocabulary.map((name) => {
    const words = [...new Set(rows.flatMap((row) => row[name] ?? []))].map(String).sort();
    if (words.length === 0) return name;
    return `CAST(${name} AS ENUM (${words.map(literal).join(', ')})) AS ${name}`;
  });
  return [...[...columns].map(identifier), ...encoded, ...sessionId].join(', ');
}

/** An id is a text in the view, as a faulty SDK may have sent one; nearly all are whole numbers that JavaScript can hold. */
const sessionId = [
  'TRY_CAST(session_id AS BIGINT) AS session_integer',
  `CASE WHEN CAST(session_integer AS VARCHAR) = session_id AND abs(session_integer) <= ${Number.MAX_SAFE_INTEGER}
    THEN CAST(session_integer AS DOUBLE) END AS session_number`,
  'CASE WHEN session_number IS NULL THEN session_id END AS session_text',
];
