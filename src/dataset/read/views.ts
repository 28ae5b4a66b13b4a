import { csvSource, literal, ndjsonSource, parquetSource } from '../../duckdb/duckdb.js';
import { databaseTypes } from '../columns.js';
import type { FormatName } from '../formats/index.js';
import type { Table } from '../table.js';

/** How a table is stored: its files, absolute or relative to the working directory. */
export interface StoredTable {
  readonly table: Table;
  readonly format: FormatName;
  readonly files: readonly string[];
}

/** An id of a session is compared and never counted, and a faulty SDK may send a text. */
const sessionIds = new Set(['session_id', 'context_session_id']);

/**
 * The names that queries use, by table and column. Labels lose their prefix, for whoever asks about a dataset asks about
 * the truth; timestamps become whole milliseconds since the epoch, and end in `_ms`.
 */
const renamed: Readonly<Record<string, string>> = {
  event: 'name',
  context_session_id: 'session_id',
  context_session_start: 'session_start',
  original_timestamp: 'original_ms',
  sent_at: 'sent_ms',
  received_at: 'received_ms',
  timestamp: 'time_ms',
  started_at: 'start_ms',
  ended_at: 'end_ms',
  arrived_at: 'arrived_ms',
  churned_at: 'churned_ms',
  context_device_id: 'device_id',
  context_device_type: 'device_kind',
  context_timezone: 'time_zone',
  context_page_url: 'url',
  context_page_path: 'path',
  context_page_referrer: 'referrer',
  label_true_timestamp: 'true_ms',
  label_conversion: 'is_conversion',
  label_bot: 'bot',
};

/** In the tables of a warehouse some columns are called otherwise. */
const renamedInWarehouse: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  track: { id: 'message_id', event: 'event_table', event_text: 'name' },
  page: { id: 'message_id' },
  screen: { id: 'message_id' },
  identify: { id: 'message_id' },
};

/** Of what type the events of a table of a warehouse are; of no type, if it is another table. */
function typeInWarehouse({ name, columns }: Table): string | undefined {
  if (columns.some((column) => column.name === 'event_text')) return 'track';
  return { pages: 'page', screens: 'screen', identifies: 'identify' }[name];
}

/**
 * Makes the view `events` of the tables of a warehouse. Each track is read in the table of its event, which has its
 * properties, and not in `tracks`, which has all of them once more without.
 */
export function eventsOfWarehouse(tables: readonly Table[]): string {
  const parts = tables.flatMap((table) => {
    const type = typeInWarehouse(table);
    if (type === undefined || table.name === 'tracks') return [];
    return [`SELECT *, ${literal(type)} AS type FROM "${table.name}"`];
  });
  return `CREATE VIEW events AS ${parts.join(' UNION ALL BY NAME ')}`;
}

/** The statement that makes the view of a table, called like the table. */
export function viewOf({ table, format, files }: StoredTable): string {
  const inWarehouse = renamedInWarehouse[typeInWarehouse(table) ?? ''];
  const columns = table.columns.map(({ name, type }) => {
    const quoted = `"${name}"`;
    const otherName = inWarehouse?.[name] ?? renamed[name];
    const viewName = `"${otherName ?? name.replace(/^label_/, '')}"`;
    if (sessionIds.has(name)) return `CAST(${quoted} AS VARCHAR) AS ${viewName}`;
    if (type === 'timestamp') return `epoch_ms(${quoted}) AS ${viewName}`;
    if (type === 'boolean') return `coalesce(${quoted}, false) AS ${viewName}`;
    return `${quoted} AS ${viewName}`;
  });
  return `CREATE VIEW "${table.name}" AS SELECT ${columns.join(', ')} FROM ${sourceOf({ table, format, files })}`;
}

function sourceOf({ table, format, files }: StoredTable): string {
  if (files.length === 0) {
    const empty = table.columns.map(({ name, type }) => `CAST(NULL AS ${databaseTypes[type]}) AS "${name}"`);
    return `(SELECT ${empty.join(', ')} WHERE false)`;
  }
  if (format === 'parquet') return parquetSource(files);
  const columns = table.columns.map(({ name, type }) => ({
    name,
    databaseType: databaseTypes[sessionIds.has(name) ? 'text' : type],
  }));
  return format === 'csv' ? csvSource(files, columns) : ndjsonSource(files, columns);
}
