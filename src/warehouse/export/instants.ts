import { identifier, literal } from '../../duckdb/duckdb.js';
import type { TimeUnit } from '../read/column-choice.js';
import { type ExportPart, textIn } from './open-export.js';

/** How instants are written in an export. */
export interface InstantStyle {
  /** What whole numbers count since 1970; absent: told by how many digits they have. */
  readonly timeUnit: TimeUnit | undefined;
  /** Of times that name none. */
  readonly timeZone: string;
}

/** By what a number is divided, or multiplied, to become milliseconds. */
const inMilliseconds: Readonly<Record<TimeUnit, string>> = {
  s: '* 1000',
  ms: '',
  us: '/ 1000',
  ns: '/ 1000000',
};

/** A column of times as whole milliseconds since the epoch; what is none, or cannot be read, is nothing. */
export function instantIn(part: ExportPart, column: string | undefined, style: InstantStyle): string {
  const type = column === undefined ? undefined : part.columns.get(column);
  if (column === undefined || type === undefined) return 'CAST(NULL AS BIGINT)';
  const name = identifier(column);
  if (type === 'TIMESTAMP WITH TIME ZONE') return `epoch_ms(${name})`;
  if (/^(TIMESTAMP|DATE)/.test(type)) {
    const local = `CAST(${name} AS TIMESTAMP)`;
    return style.timeZone === 'UTC' ? `epoch_ms(${local})` : `epoch_ms(timezone(${literal(style.timeZone)}, ${local}))`;
  }
  const text = textIn(part, column);
  return `CASE WHEN regexp_full_match(${text}, '-?[0-9]+([.][0-9]+)?') THEN ${numberAsInstant(text, style)}
    ELSE ${textAsInstant(text, style)} END`;
}

/** A time without a zone is one of the zone of the database, which `useTimeZone` sets. */
function textAsInstant(text: string, { timeZone }: InstantStyle): string {
  // Most texts are of UTC, and say so with a Z or with nothing: those are read without looking at zones.
  const withZone = `epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ))`;
  if (timeZone !== 'UTC') return withZone;
  return `CASE WHEN regexp_matches(${text}, '[+-][0-9:]+$') AND length(${text}) > 10 THEN ${withZone}
    ELSE coalesce(epoch_ms(TRY_CAST(${text} AS TIMESTAMP)), ${withZone}) END`;
}

function numberAsInstant(text: string, { timeUnit }: InstantStyle): string {
  const as = (unit: TimeUnit): string =>
    `CAST(floor(TRY_CAST(${text} AS DECIMAL(30, 6)) ${inMilliseconds[unit]}) AS BIGINT)`;
  if (timeUnit !== undefined) return as(timeUnit);
  const digits = `length(regexp_extract(${text}, '[0-9]+'))`;
  return `CASE WHEN ${digits} <= 11 THEN ${as('s')} WHEN ${digits} <= 14 THEN ${as('ms')}
    WHEN ${digits} <= 17 THEN ${as('us')} ELSE ${as('ns')} END`;
}

/** The statement after which times that name no zone are of this one. */
export function useTimeZone({ timeZone }: InstantStyle): string {
  return `SET TimeZone = ${literal(timeZone)}`;
}
