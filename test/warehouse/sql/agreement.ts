import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import type { DialectName } from '../../../src/warehouse/sql/dialect.js';
import { findDialect } from '../../../src/warehouse/sql/dialects/index.js';
import type { SqlRequest } from '../../../src/warehouse/sql/request.js';
import { statementIn } from '../../../src/warehouse/sql/statement.js';
import type { GeneratedEvent } from './generated-events.js';

/** What a request says of the table that the tests fill. */
export const request = (rules: SessionRules, rows: SqlRequest['rows'] = 'events'): SqlRequest => ({
  rules,
  table: 'events',
  columns: { event: 'event_id', user: ['user_id'], time: 'ts', order: 'seq', campaign: 'campaign' },
  rows,
});

/** The statement, its times as milliseconds, each row as one text of JSON, in order. */
export function asJson(dialect: DialectName, rules: SessionRules, milliseconds: (column: string) => string): string {
  const statement = statementIn(findDialect(dialect), request(rules));
  return `SELECT event_id, user_id, ${milliseconds('event_time')} AS event_ms, session_id, session_index,
  ${milliseconds('started_at')} AS start_ms, session_cut
FROM (\n${statement}\n) AS labelled`;
}

/** The same of the statement that returns a row for each session. */
export function sessionsAsJson(
  dialect: DialectName,
  rules: SessionRules,
  milliseconds: (column: string) => string,
): string {
  const statement = statementIn(findDialect(dialect), request(rules, 'sessions'));
  return `SELECT user_id, session_id, session_index, ${milliseconds('started_at')} AS start_ms,
  ${milliseconds('ended_at')} AS end_ms, duration_ms, events, session_cut
FROM (\n${statement}\n) AS sessions`;
}

/** As the values of an INSERT. */
export function valuesOf(events: readonly GeneratedEvent[], timestamp: (microseconds: number) => string): string {
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
  return events
    .map(({ event_id, user_id, ts, finer, seq, campaign }) =>
      [text(event_id), text(user_id), ts === null ? 'NULL' : timestamp(ts * 1_000 + finer), seq, text(campaign)].join(
        ', ',
      ),
    )
    .map((row) => `(${row})`)
    .join(',\n');
}

const sessionNames = [
  'user_id',
  'session_id',
  'session_index',
  'start_ms',
  'end_ms',
  'duration_ms',
  'events',
  'session_cut',
] as const;
const names = ['event_id', 'user_id', 'event_ms', 'session_id', 'session_index', 'start_ms', 'session_cut'] as const;

/** The rows of a result as texts in order, whatever kinds of numbers the database has. */
export function asTexts(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return textsOf(names, rows);
}

/** The same of rows of sessions. */
export function sessionsAsTexts(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return textsOf(sessionNames, rows);
}

function textsOf(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const numbers: ReadonlySet<string> = new Set([
    'event_ms',
    'session_index',
    'start_ms',
    'end_ms',
    'duration_ms',
    'events',
  ]);
  const plain = (name: string, value: unknown): unknown =>
    value === undefined || value === null ? null : numbers.has(name) ? Number(value) : value;
  return rows.map((row) => JSON.stringify(columns.map((name) => plain(name, row[name])))).sort();
}
