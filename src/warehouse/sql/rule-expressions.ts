import { formatDuration } from '../../time/duration.js';
import type { Cap, Dialect } from './dialect.js';
import { type Source, sourceOf } from './source.js';
import type { SqlRequest } from './request.js';
import type { TableExpression } from './table-expression.js';

/** The expressions up to `cuts`: every event with why it begins a session, if it does by any rule but the cap. */
export function cutExpressions(dialect: Dialect, request: SqlRequest): readonly TableExpression[] {
  const source = sourceOf(dialect, request, 'given');
  return [
    params(dialect, request),
    { name: 'timed', comment: 'The events that have a user and a time.', body: timedBody(dialect, request, source) },
    ordered(dialect, request, source),
    neighbours(dialect, request),
    cuts(dialect, request),
  ];
}

/** The cap as the database counts time. */
export function capIn({ ticks }: Dialect, { rules: { cap } }: SqlRequest): Cap | undefined {
  if (cap === undefined) return undefined;
  const isInclusive = cap.boundary === 'inclusive';
  const capTicks = cap.maximumMs * ticks.perMs;
  return {
    ticks: capTicks,
    beyondTicks: isInclusive ? capTicks : capTicks + 1,
    comparison: isInclusive ? '>=' : '>',
    parameter: `cap_${ticks.unit}`,
    time: `time_${ticks.unit}`,
  };
}

function params(dialect: Dialect, request: SqlRequest): TableExpression {
  const { timeoutMs, midnightZone } = request.rules;
  const { ticks, types } = dialect;
  const cap = capIn(dialect, request);
  const number = (value: number | string, name: string, comment: string): [string, string] => [
    `CAST(${value} AS ${types.integer}) AS ${name}`,
    comment,
  ];
  const columns = [number(timeoutMs * ticks.perMs, `timeout_${ticks.unit}`, formatDuration(timeoutMs))];
  if (cap !== undefined) {
    const also = takesConstantFrame.has(dialect.name) ? '; the frame of the window in "reach" has it, too' : '';
    columns.push(number(cap.ticks, cap.parameter, `${formatDuration(cap.ticks / ticks.perMs)}${also}`));
  }
  if (midnightZone !== undefined) columns.push([`${dialect.literal(midnightZone)} AS zone`, 'of the midnights']);
  const lines = columns.map(([text, comment], index) => `  ${text}${index < columns.length - 1 ? ',' : ''} -- ${comment}`);
  return { name: 'params', comment: 'All that can be changed.', body: `SELECT\n${lines.join('\n')}` };
}

const takesConstantFrame: ReadonlySet<string> = new Set(['bigquery', 'snowflake']);

function timedBody(dialect: Dialect, request: SqlRequest, source: Source): string {
  const columns = [
    `${source.event} AS event_id`,
    `${source.user} AS user_id`,
    `${source.time} AS event_time`,
    `${source.ticks} AS time_${dialect.ticks.unit}`,
    ...(source.order === undefined ? [] : [`${source.order} AS event_order`]),
    ...(source.campaign === undefined ? [] : [`${source.campaign} AS campaign`]),
  ];
  return `SELECT\n  ${columns.join(',\n  ')}
FROM ${request.table} AS given
WHERE ${source.user} IS NOT NULL AND ${source.time} IS NOT NULL`;
}

function ordered(dialect: Dialect, { rules: { midnightZone } }: SqlRequest, source: Source): TableExpression {
  const time = `time_${dialect.ticks.unit}`;
  const keys = [time, ...(source.order === undefined ? [] : ['event_order']), 'event_id'].join(', ');
  const day = midnightZone === undefined ? '' : `,\n  ${dialect.dayOf(`timed.${time}`, 'params.zone')} AS local_day`;
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
  const { unit } = dialect.ticks;
  const columns = [`${dialect.previous(`time_${unit}`, 'user_id', 'event_number')} AS last_${unit}`];
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

function cuts(dialect: Dialect, { rules }: SqlRequest): TableExpression {
  const { unit } = dialect.ticks;
  const comparison = rules.boundary === 'exclusive' ? '>' : '>=';
  const cases = [
    `WHEN last_${unit} IS NULL THEN 'first'`,
    `WHEN time_${unit} - last_${unit} ${comparison} timeout_${unit} THEN 'timeout'`,
    ...(rules.midnightZone === undefined ? [] : [`WHEN local_day <> last_day THEN 'midnight'`]),
    ...(rules.splitsAtCampaign === true
      ? [`WHEN campaign IS NOT NULL AND (last_campaign IS NULL OR campaign <> last_campaign) THEN 'campaign'`]
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
