import { formatDuration } from '../../time/duration.js';
import type { Cap, Dialect } from './dialect.js';
import type { SqlRequest } from './request.js';
import { type Source, sourceOf } from './source.js';
import type { TableExpression } from './table-expression.js';

/**
 * What a statement needs that goes on from what an earlier run has left: `timed` gets `sessions_before`, and where sessions are
 * split at campaigns `campaign_before`, of the user of each event.
 */
export interface Resumption {
  readonly parts: readonly TableExpression[];
  readonly columns: readonly string[];
  /** After the table of the events, which is called `given`. */
  readonly joins: string;
  /** After the conditions that there are. */
  readonly condition: string;
}

/** The expressions up to `cuts`: every event with why it begins a session, if it does by any rule but the cap. */
export function cutExpressions(
  dialect: Dialect,
  request: SqlRequest,
  resumption?: Resumption,
): readonly TableExpression[] {
  const source = sourceOf(dialect, request, 'given');
  return [
    params(dialect, request),
    ...(resumption?.parts ?? []),
    {
      name: 'timed',
      comment: 'The events that have a user and a time.',
      body: timedBody(request, source, resumption),
    },
    ordered(dialect, request, source),
    neighbours(dialect, request),
    cuts(request, resumption !== undefined),
  ];
}

/** The cap as the table expressions need it. */
export function capIn({ rules: { cap } }: SqlRequest): Cap | undefined {
  if (cap === undefined) return undefined;
  const isInclusive = cap.boundary === 'inclusive';
  return {
    maximumMs: cap.maximumMs,
    beyondMs: isInclusive ? cap.maximumMs : cap.maximumMs + 1,
    comparison: isInclusive ? '>=' : '>',
    parameter: 'cap_ms',
    time: 'time_ms',
  };
}

function params(dialect: Dialect, request: SqlRequest): TableExpression {
  const { timeoutMs, midnightZone } = request.rules;
  const { types } = dialect;
  const cap = capIn(request);
  const number = (value: number | string, name: string, comment: string): [string, string] => [
    `CAST(${value} AS ${types.integer}) AS ${name}`,
    comment,
  ];
  const columns = [number(timeoutMs, 'timeout_ms', formatDuration(timeoutMs))];
  if (cap !== undefined) {
    const also = takesConstantFrame.has(dialect.name) ? '; the frame of the window in "reach" has it, too' : '';
    columns.push(number(cap.maximumMs, cap.parameter, `${formatDuration(cap.maximumMs)}${also}`));
  }
  if (midnightZone !== undefined) columns.push([`${dialect.literal(midnightZone)} AS zone`, 'of the midnights']);
  const lines = columns.map(
    ([text, comment], index) => `  ${text}${index < columns.length - 1 ? ',' : ''} -- ${comment}`,
  );
  return { name: 'params', comment: 'All that can be changed.', body: `SELECT\n${lines.join('\n')}` };
}

const takesConstantFrame: ReadonlySet<string> = new Set(['bigquery', 'snowflake']);

function timedBody(request: SqlRequest, source: Source, resumption?: Resumption): string {
  const columns = [
    `${source.event} AS event_id`,
    `${source.user} AS user_id`,
    `${source.time} AS event_time`,
    `${source.milliseconds} AS time_ms`,
    ...(source.order === undefined ? [] : [`${source.order} AS event_order`]),
    ...(source.campaign === undefined ? [] : [`${source.campaign} AS campaign`]),
    ...(resumption?.columns ?? []),
  ];
  const [joins, condition] = [resumption?.joins, resumption?.condition].map((text) =>
    text === undefined ? '' : `\n${text}`,
  );
  return `SELECT\n  ${columns.join(',\n  ')}
FROM ${request.table} AS given${joins}
WHERE ${source.user} IS NOT NULL AND ${source.time} IS NOT NULL${condition}`;
}

function ordered(dialect: Dialect, { rules: { midnightZone } }: SqlRequest, source: Source): TableExpression {
  // What is finer than a millisecond ends no session, but it tells which of two events came first.
  const keys = ['event_time', ...(source.order === undefined ? [] : ['event_order']), 'event_id'].join(', ');
  const day = midnightZone === undefined ? '' : `,\n  ${dialect.dayOf('timed.time_ms', 'params.zone')} AS local_day`;
  return {
    name: 'ordered',
    comment: `The order in which the rules look at the events of a user. It is numbered once, for windows may see events of one instant each in another order.`,
    body: `SELECT
  timed.*,
  ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY ${keys}) AS event_number${day}
FROM timed${day === '' ? '' : ' CROSS JOIN params'}`,
  };
}

function neighbours(dialect: Dialect, { rules }: SqlRequest): TableExpression {
  const columns = [`${dialect.previous('time_ms', 'user_id', 'event_number')} AS last_ms`];
  const sentences = ['What each event is compared with.'];
  if (rules.midnightZone !== undefined) {
    columns.push(`${dialect.previous('local_day', 'user_id', 'event_number')} AS last_day`);
  }
  if (rules.splitsAtCampaign === true) {
    const named = 'user_id, CASE WHEN campaign IS NULL THEN 0 ELSE 1 END';
    columns.push(`${dialect.previous('campaign', named, 'event_number')} AS last_campaign`);
    sentences.push(
      'The last campaign is that of the last event that named one: events that name one are a partition of their own.',
    );
  }
  return {
    name: 'neighbours',
    comment: sentences.join(' '),
    body: `SELECT\n  ordered.*,\n  ${columns.join(',\n  ')}\nFROM ordered`,
  };
}

function cuts({ rules }: SqlRequest, resumes: boolean): TableExpression {
  const comparison = rules.boundary === 'exclusive' ? '>' : '>=';
  const lastCampaign = resumes ? 'COALESCE(last_campaign, campaign_before)' : 'last_campaign';
  const cases = [
    // Where it goes on, it goes on after a gap.
    ...(resumes ? ["WHEN last_ms IS NULL AND sessions_before > 0 THEN 'timeout'"] : []),
    "WHEN last_ms IS NULL THEN 'first'",
    `WHEN time_ms - last_ms ${comparison} timeout_ms THEN 'timeout'`,
    ...(rules.midnightZone === undefined ? [] : [`WHEN local_day <> last_day THEN 'midnight'`]),
    ...(rules.splitsAtCampaign === true
      ? [`WHEN campaign IS NOT NULL AND (${lastCampaign} IS NULL OR campaign <> ${lastCampaign}) THEN 'campaign'`]
      : []),
  ];
  return {
    name: 'cuts',
    comment:
      rules.cap === undefined
        ? 'Why an event begins a session; NULL where it does not.'
        : 'Why an event begins a session, the cap aside; NULL where it does not.',
    body: `SELECT\n  neighbours.*,\n  CASE\n    ${cases.join('\n    ')}\n  END AS cut\nFROM neighbours CROSS JOIN params`,
  };
}
