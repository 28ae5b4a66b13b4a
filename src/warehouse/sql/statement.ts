import { packageVersion } from '../../spec/package-root.js';
import type { Dialect } from './dialect.js';
import { tableIn } from './names.js';
import type { SqlRequest } from './request.js';
import { capIn, cutExpressions, type Resumption } from './rule-expressions.js';
import { ruleSentences } from './rule-sentences.js';
import { sourceOf } from './source.js';
import { commentLines, type TableExpression, withClause } from './table-expression.js';

const running = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
const before = 'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING';

/**
 * The statement that makes sessions of the table of a request, in the SQL of a dialect.
 * @returns a comment and one SELECT, without a semicolon at its end
 */
export function statementIn(dialect: Dialect, request: SqlRequest): string {
  const asked = { ...request, table: tableIn(dialect, request.table) };
  const parts = labelledExpressions(dialect, asked);
  return `${headOf(dialect, request)}\n${withClause(parts)}\n${selectOf(dialect, asked)}\n`;
}

/** The table expressions up to `labelled`, which has every event with its session. */
export function labelledExpressions(
  dialect: Dialect,
  request: SqlRequest,
  resumption?: Resumption,
): readonly TableExpression[] {
  return [
    ...cutExpressions(dialect, request, resumption),
    ...capExpressions(dialect, request),
    labelled(request, resumption !== undefined),
  ];
}

/** What the statement is, how far it can be trusted, and the rules in words. */
export function headOf(dialect: Dialect, { rules, table, rows }: SqlRequest): string {
  const what = rows === 'sessions' ? 'The sessions' : 'Each event with its session';
  return [
    `${what} of ${table}, in the SQL of ${dialect.title}, by Lapse ${packageVersion}. ${dialect.assurance}`,
    ...ruleSentences(rules),
  ]
    .map(commentLines)
    .join('\n');
}

/** What the cap needs, which no window can say: each start depends on the one before it. */
function capExpressions(dialect: Dialect, request: SqlRequest): readonly TableExpression[] {
  const cap = capIn(request);
  if (cap === undefined) return [];
  return [
    {
      name: 'stretches',
      comment: 'What lies between two cuts is a stretch; only the cap can cut it further.',
      body: `SELECT cuts.*, COUNT(cut) OVER (PARTITION BY user_id ORDER BY event_number ${running}) AS stretch
FROM cuts`,
    },
    ...dialect.capped(cap),
    {
      name: 'marked',
      comment: 'Why an event begins a session, the cap included.',
      body: `SELECT
  stretches.*,
  CASE
    WHEN stretches.cut IS NOT NULL THEN stretches.cut
    WHEN capped.event_number = stretches.event_number THEN 'cap'
  END AS begun_by
FROM stretches
LEFT JOIN capped ON capped.user_id = stretches.user_id AND capped.event_number = stretches.event_number`,
    },
  ];
}

function labelled(request: SqlRequest, resumes: boolean): TableExpression {
  const { rules } = request;
  const [table, reason] = rules.cap === undefined ? ['cuts', 'cut'] : ['marked', 'begun_by'];
  const window = `OVER (PARTITION BY user_id ORDER BY event_number ${running})`;
  const start = (column: string): string => `MAX(CASE WHEN ${reason} IS NOT NULL THEN ${column} END)`;
  return {
    name: 'labelled',
    comment: 'The session of each event: the last one that has begun.',
    body: `SELECT
  ${table}.*,
  ${sessionCut(request, reason)} AS session_cut,
  COUNT(${reason}) ${window}${resumes ? ' + sessions_before' : ''} AS session_index,
  ${start('event_time')} ${window} AS started_at,
  ${start('time_ms')} ${window} AS start_ms
FROM ${table}${needsCapFirst(request) ? ' CROSS JOIN params' : ''}`,
  };
}

/** Where the cap and another split would both begin a session, it is said to be the cap. */
function sessionCut(request: SqlRequest, reason: string): string {
  const cap = capIn(request);
  if (cap === undefined || !needsCapFirst(request)) return reason;
  const lastStart = `MAX(CASE WHEN ${reason} IS NOT NULL THEN ${cap.time} END)
      OVER (PARTITION BY user_id ORDER BY event_number ${before})`;
  return `CASE
    WHEN ${reason} IN ('midnight', 'campaign') AND ${cap.time} - ${lastStart} ${cap.comparison} ${cap.parameter}
    THEN 'cap'
    ELSE ${reason}
  END`;
}

function needsCapFirst({ rules }: SqlRequest): boolean {
  return rules.cap !== undefined && (rules.midnightZone !== undefined || rules.splitsAtCampaign === true);
}

/** The user and the first millisecond, so that what arrives late renames no session that it does not change. */
function sessionId(dialect: Dialect, { rules }: SqlRequest): string {
  const id = `user_id || '-' || CAST(start_ms AS ${dialect.types.text})`;
  if (rules.splitsAtCampaign !== true) return id;
  const rank = `DENSE_RANK() OVER (PARTITION BY user_id, start_ms ORDER BY session_index)`;
  return `${id} || CASE WHEN ${rank} > 1 THEN '.' || CAST(${rank} AS ${dialect.types.text}) ELSE '' END`;
}

function selectOf(dialect: Dialect, request: SqlRequest): string {
  return request.rows === 'sessions' ? sessionsSelect(dialect, request) : labelledSelect(dialect, request);
}

/**
 * The events with their sessions, and those that belong to none.
 * @param further columns of the labelled events: their names, and what they are of an event in the table itself
 */
export function labelledSelect(
  dialect: Dialect,
  request: SqlRequest,
  further: readonly (readonly [name: string, value: string])[] = [],
): string {
  const { event, user, time } = sourceOf(dialect, request, 'given');
  return `SELECT
  event_id,
  user_id,
  event_time,${further.map(([name]) => `\n  ${name},`).join('')}
  ${sessionId(dialect, request)} AS session_id,
  session_index,
  session_cut IS NOT NULL AS session_start,
  started_at,
  session_cut
FROM labelled
UNION ALL
-- An event without a user or a time belongs to no session, and is not lost.
SELECT ${[event, user, time, ...further.map(([, value]) => value)].join(', ')}, NULL, NULL, NULL, NULL, NULL
FROM ${request.table} AS given
WHERE ${user} IS NULL OR ${time} IS NULL`;
}

function sessionsSelect(dialect: Dialect, request: SqlRequest): string {
  return `SELECT
  user_id,
  session_id,
  session_index,
  MIN(event_time) AS started_at,
  MAX(event_time) AS ended_at,
  MAX(time_ms) - MIN(time_ms) AS duration_ms,
  COUNT(*) AS events,
  MAX(session_cut) AS session_cut
FROM (
  SELECT user_id, event_time, time_ms, session_index, session_cut, ${sessionId(dialect, request)} AS session_id
  FROM labelled
) AS identified
GROUP BY user_id, session_id, session_index`;
}
