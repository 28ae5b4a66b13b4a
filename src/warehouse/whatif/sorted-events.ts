import { literal } from '../../duckdb/duckdb.js';
import { didYouMean, InputError } from '../../spec/input-error.js';
import { copiesTable } from '../export/copies.js';
import { type InstantStyle, instantIn, useTimeZone } from '../export/instants.js';
import {
  type EventExport,
  type ExportPart,
  flagIn,
  missingColumn,
  requireInEachFile,
  textIn,
} from '../export/open-export.js';
import type { WhatIfEvent } from './what-if.js';

/** Which columns say what; those that are absent are not looked at. */
export interface WhatIfColumns {
  readonly user: readonly string[];
  readonly time: string;
  readonly campaign: string | undefined;
  readonly group: string | undefined;
  /** A column of truth values, or the column of an event's name and the names that count. */
  readonly conversion:
    | undefined
    | { readonly flag: string }
    | { readonly event: string; readonly names: readonly string[] };
  /** The column of the message's id, by which an event that was received twice counts once. */
  readonly message: string | undefined;
  readonly received: string | undefined;
}

/** Among these a name is looked for that was probably meant. */
const mostNames = 10_000;

/** How many rows there are, and how many are left out. */
export interface ReadCounts {
  readonly rows: number;
  readonly withoutUserOrTime: number;
  readonly repeated: number;
  /** Names that were to convert and that no event has, each with the name that was probably meant, in words. */
  readonly unknownConversions: readonly { readonly name: string; readonly suggestion: string }[];
}

/**
 * Reads the files once, and sorts their events by user and time.
 * @throws InputError when a file lacks a column that is needed, or no event has a user and a time
 */
export async function prepareEvents(
  events: EventExport,
  columns: WhatIfColumns,
  style: InstantStyle,
): Promise<ReadCounts> {
  requireInEachFile(events, columns.user);
  requireInEachFile(events, [columns.time]);
  const { database } = events;
  const read = events.parts.map((part) => selectOf(part, columns, style)).join(' UNION ALL ');
  await database.query(useTimeZone(style));
  await database.query(`CREATE TABLE rows_read AS ${read}`);
  await database.query(copiesTable);
  await database.query(`CREATE TABLE events AS SELECT * EXCLUDE (filename, message, received_ms, conversion_name)
    FROM (SELECT rowid AS row, * FROM rows_read) ANTI JOIN copies USING (row)
    WHERE user IS NOT NULL AND time_ms IS NOT NULL`);
  // A user belongs to the group that the first event names.
  await database.query(`CREATE TABLE users AS SELECT user, CAST(row_number() OVER () AS INTEGER) AS code,
    coalesce(arg_min(member_of, time_ms), '') AS member_of FROM events GROUP BY user`);
  const [row = {}] = await database.query(`SELECT (SELECT count(*) FROM rows_read) AS rows,
    (SELECT count(*) FROM rows_read WHERE user IS NULL OR time_ms IS NULL) AS unusable,
    (SELECT count(*) FROM copies WHERE NOT is_twin) AS repeated, (SELECT count(*) FROM users) AS users`);
  if (Number(row.users) === 0) {
    const message = `none of ${Number(row.rows)} rows has a user and a time that can be read`;
    throw new InputError([{ message, allowed: 'events, and the names of their columns as --user and --time' }]);
  }
  return {
    rows: Number(row.rows),
    withoutUserOrTime: Number(row.unusable),
    repeated: Number(row.repeated),
    unknownConversions: await unknownConversions(events, columns),
  };
}

/** The names of all events are asked for only when one is wrong, for that takes a second look at the files. */
async function unknownConversions(
  { database, parts }: EventExport,
  { conversion }: WhatIfColumns,
): Promise<ReadCounts['unknownConversions']> {
  if (conversion === undefined || 'flag' in conversion) return [];
  const rows = await database.query('SELECT DISTINCT conversion_name AS name FROM rows_read');
  const found = new Set(rows.map(({ name }) => name));
  const unknown = conversion.names.filter((name) => !found.has(name));
  if (unknown.length === 0) return [];
  const named = parts.map((part) => `SELECT ${textIn(part, conversion.event)} AS name FROM ${part.source}`);
  const all = await database.query(
    `SELECT name FROM (${named.join(' UNION ALL ')}) WHERE name IS NOT NULL GROUP BY name ORDER BY count(*) DESC, name LIMIT ${mostNames}`,
  );
  const names = all.map(({ name }) => String(name));
  return unknown.map((name) => ({ name, suggestion: didYouMean(name, names) }));
}

/** The events that `prepareEvents` has read, in portions: user after user, and of each in the order of time. */
export async function* sortedEvents({ database }: EventExport): AsyncGenerator<readonly WhatIfEvent[], void> {
  const portions = database.stream(`SELECT code, CAST(time_ms AS DOUBLE) AS time_ms, coalesce(campaign, '') AS campaign,
      users.member_of AS member_of, is_conversion
    FROM events JOIN users USING (user) ORDER BY code, time_ms, row`);
  for await (const rows of portions) {
    yield rows.map(({ code, time_ms: timeMs, campaign, member_of: group, is_conversion: isConversion }) => ({
      user: Number(code),
      timeMs: Number(timeMs),
      campaign: String(campaign),
      group: String(group),
      isConversion: isConversion === true,
    }));
  }
}

function selectOf(part: ExportPart, columns: WhatIfColumns, style: InstantStyle): string {
  const { user, time, campaign, group, message, received } = columns;
  return `SELECT coalesce(${user.map((column) => textIn(part, column)).join(', ')}) AS user,
    ${instantIn(part, time, style)} AS time_ms, ${textIn(part, campaign)} AS campaign, ${textIn(part, group)} AS member_of,
    ${conversionIn(part, columns)} AS is_conversion, ${conversionNameIn(part, columns)} AS conversion_name, ${textIn(part, message)} AS message,
    ${instantIn(part, received, style)} AS received_ms, filename FROM ${part.source}`;
}

function conversionNameIn(part: ExportPart, { conversion }: WhatIfColumns): string {
  if (conversion === undefined || 'flag' in conversion) return 'CAST(NULL AS VARCHAR)';
  const name = textIn(part, conversion.event);
  return `CASE WHEN ${name} IN (${conversion.names.map(literal).join(', ')}) THEN ${name} END`;
}

function conversionIn(part: ExportPart, { conversion }: WhatIfColumns): string {
  if (conversion === undefined) return 'false';
  if ('flag' in conversion) return flagIn(part, conversion.flag);
  return `coalesce(${textIn(part, conversion.event)} IN (${conversion.names.map(literal).join(', ')}), false)`;
}

/** The column that an option names, or the first of the usual ones that is there. @throws InputError when it is not there */
export function columnFor(
  events: EventExport,
  option: string,
  asked: string | undefined,
  usual: readonly string[],
): string | undefined {
  if (asked !== undefined && !events.columnNames.includes(asked)) throw missingColumn(events, option, asked);
  return asked ?? usual.find((name) => events.columnNames.includes(name));
}
