import type { Dialect } from './dialect.js';
import type { SqlRequest } from './request.js';
import type { Resumption } from './rule-expressions.js';
import { sourceOf } from './source.js';
import { headOf, labelledExpressions, labelledSelect } from './statement.js';
import { commentLines, type TableExpression, withClause } from './table-expression.js';

/** Three days: how late an event may come if nobody says otherwise. */
const defaultLatenessMs = 259_200_000;

const argument = `A model of dbt, incremental. Which sessions can an event change that comes late? Whether an event begins a
session depends on earlier events of its user alone, so that none changes but those from the new event on. A session that
began after a gap, or with the user, begins whatever came before it. So a run starts at the last such session of each user that
began no later than lapse_lateness_ms before the newest event of the model, and reads nothing older: neither the timeout, nor
the cap, nor midnight looks beyond it, and the campaign that was named before is read from the model. Users without an event
since then are left alone. What comes later than that is not seen before the next run with --full-refresh.`;

/** The rows are those of events, which stay; a session may vanish when a late event joins it to the one before. */
const keyed = `Each event is a row, which a later run replaces by its id; so ids of events must be unique here. Sessions are counted
from this model, for one that is joined to another by a late event would stay in a table of sessions.`;

/**
 * The model of dbt that keeps the events of a table with their sessions.
 * @returns a file for the folder of the models of a project
 */
export function dbtModelIn(dialect: Dialect, request: SqlRequest): string {
  const asked: SqlRequest = { ...request, table: dbtTable(request.table), rows: 'events' };
  const parts = labelledExpressions(dialect, asked, resumptionOf(dialect, asked));
  // On BigQuery the model is a subquery of MERGE otherwise, in which no WITH RECURSIVE may stand.
  return `{{ config(materialized='incremental', unique_key='event_id', on_schema_change='append_new_columns') }}
${headOf(dialect, { ...request, rows: 'events' })}
--
${commentLines(argument)}
--
${commentLines(keyed)}
${withClause(parts)}
${selectOf(dialect, asked)}
`;
}

/** A plain name is a model or a seed; one with a schema is a source. */
function dbtTable(table: string): string {
  const parts = table.split('.');
  const quoted = parts.slice(-2).map((part) => `'${part.replaceAll("'", "\\'")}'`);
  return `{{ ${quoted.length === 1 ? 'ref' : 'source'}(${quoted.join(', ')}) }}`;
}

/** What a run for new events adds to the statement. */
function resumptionOf(dialect: Dialect, request: SqlRequest): Resumption {
  const { types } = dialect;
  const given = sourceOf(dialect, request, 'given');
  const recent = sourceOf(dialect, request, 'recent');
  const kept = dialect.millisecondsOf('kept.event_time');
  const splits = request.rules.splitsAtCampaign === true;
  const cutoff: TableExpression = {
    name: 'cutoff',
    comment: 'Events from here on may be new.',
    isIncremental: true,
    body: `SELECT
  COALESCE(MAX(${kept}) - CAST({{ var('lapse_lateness_ms', ${defaultLatenessMs}) }} AS ${types.integer}), 0) AS cutoff_ms
FROM {{ this }} AS kept`,
  };
  const restarts: TableExpression = {
    name: 'restarts',
    comment: 'The last session of each user before the cutoff that began with the user or after a gap.',
    isIncremental: true,
    body: `SELECT kept.user_id, MAX(${kept}) AS restart_ms, MAX(kept.session_index) - 1 AS sessions_before
FROM {{ this }} AS kept CROSS JOIN cutoff
WHERE kept.session_cut IN ('first', 'timeout') AND ${kept} <= cutoff.cutoff_ms
GROUP BY kept.user_id`,
  };
  const order = ['event_time', ...(given.order === undefined ? [] : ['event_order']), 'event_id'];
  const campaigns: TableExpression = {
    name: 'campaigns_before',
    comment: 'The campaign that each user had named last by then.',
    isIncremental: true,
    body: `SELECT user_id, campaign
FROM (
  SELECT kept.user_id, kept.campaign, ROW_NUMBER() OVER (
    PARTITION BY kept.user_id ORDER BY ${order.map((column) => `kept.${column} DESC`).join(', ')}
  ) AS place
  FROM {{ this }} AS kept
  JOIN restarts ON restarts.user_id = kept.user_id AND ${kept} < restarts.restart_ms
  WHERE kept.campaign IS NOT NULL
) AS named
WHERE place = 1`,
  };
  const column = (value: string, otherwise: string, name: string): string =>
    `{% if is_incremental() %}${value}{% else %}${otherwise}{% endif %} AS ${name}`;
  return {
    parts: [cutoff, restarts, ...(splits ? [campaigns] : [])],
    columns: [
      column('COALESCE(restarts.sessions_before, 0)', '0', 'sessions_before'),
      ...(splits ? [column('campaigns_before.campaign', `CAST(NULL AS ${types.text})`, 'campaign_before')] : []),
    ],
    joins: `{% if is_incremental() %}
CROSS JOIN cutoff
LEFT JOIN restarts ON restarts.user_id = ${given.user}${
      splits ? `\nLEFT JOIN campaigns_before ON campaigns_before.user_id = ${given.user}` : ''
    }
{% endif %}`,
    condition: `{% if is_incremental() %}
  AND ${given.milliseconds} >= COALESCE(restarts.restart_ms, cutoff.cutoff_ms)
  AND ${given.user} IN (
    SELECT ${recent.user}
    FROM ${request.table} AS recent CROSS JOIN cutoff
    WHERE ${recent.milliseconds} >= cutoff.cutoff_ms
  )
{% endif %}`,
  };
}

function selectOf(dialect: Dialect, request: SqlRequest): string {
  const { order, campaign } = sourceOf(dialect, request, 'given');
  return labelledSelect(dialect, request, [
    ...(order === undefined ? [] : [['event_order', order] as const]),
    ...(campaign === undefined ? [] : [['campaign', campaign] as const]),
  ]);
}
