import type { Database } from '../../duckdb/database.js';
import { identifier } from '../../duckdb/duckdb.js';
import { InputError } from '../../spec/input-error.js';
import type { ColumnChoice } from './column-choice.js';
import { shownFile } from './shown-file.js';
import { unitOf } from './time-reader.js';

/** Times of a unit that was found out are after one and before the other, in milliseconds, or of another unit. */
export const leastMs = 1e11;
export const mostMs = 1e13;

/** How the time is written as a number of milliseconds, and what has to be looked at in each. */
export interface TimeExpression {
  /** Milliseconds as a number; nothing where the text is looked at instead. */
  readonly sql: string;
  /** The time as a text, where it is one, or where it is none and has to be told of; absent where that cannot be. */
  readonly textSql: string | undefined;
  /** Whether the texts are the times, in the notations that CSV may have as well. */
  readonly isText: boolean;
  /** Whether the number is what a clock on the wall shows. */
  readonly isLocal: boolean;
  /** Whether it is one of a unit that was found out, and not said. */
  readonly isGuessed: boolean;
}

/**
 * How the times of a column of this type are read.
 * @throws InputError for a type that no time is of, and for numbers whose unit cannot be told
 */
export async function timeExpression(
  database: Database,
  source: string,
  file: string,
  type: string,
  columns: ColumnChoice,
): Promise<TimeExpression> {
  const name = identifier(columns.time);
  const isLocal = columns.timeZone !== 'UTC';
  if (type === 'VARCHAR') return { sql: 'NULL', textSql: name, isText: true, isLocal: false, isGuessed: false };
  if (type.startsWith('TIMESTAMP') || type === 'DATE') {
    const hasZone = type.startsWith('TIMESTAMP WITH');
    // What comes after all times, or before them, is none.
    const instant = hasZone ? name : `${name}::TIMESTAMP`;
    // DuckDB cuts what is finer off towards 1970, and a millisecond is that in which an instant lies, before 1970 as well.
    const ms = `epoch_ms(${instant}) - (epoch_us(${instant}) % 1000 < 0)::BIGINT`;
    const sql = `CASE WHEN isfinite(${name}) THEN (${ms})::DOUBLE END`;
    const isAlwaysFine = await isSound(database, source, name, `isfinite(min(${name})) AND isfinite(max(${name}))`);
    const textSql = isAlwaysFine ? undefined : faultyText(name, sql);
    return { sql, textSql, isText: false, isLocal: isLocal && !hasZone, isGuessed: false };
  }
  if (!/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/.test(type)) {
    const message = `${shownFile(file)}: the column ${JSON.stringify(columns.time)} is of the type ${type}`;
    throw new InputError([{ message, allowed: 'timestamps, dates, texts, or numbers since 1970' }]);
  }
  const [first] = await database.query(
    `SELECT ${name}::DOUBLE AS value FROM ${source} WHERE isfinite(${name}::DOUBLE) LIMIT 1`,
  );
  const said = columns.timeUnit;
  const unit = said ?? unitOf(Math.abs(Number(first?.value ?? 0)));
  if (unit === undefined && first !== undefined) {
    const message = `${shownFile(file)}: the times in ${JSON.stringify(columns.time)} may be of any unit`;
    throw new InputError([{ message, allowed: '--time-unit s, ms, us or ns' }]);
  }
  // Whole numbers are divided as whole numbers, and numbers that are none have no milliseconds.
  const isWhole = /INT/.test(type);
  const sql = {
    s: isWhole ? `${name}::DOUBLE * 1000` : `floor(round(${name}::DOUBLE * 1000000) / 1000)`,
    ms: isWhole ? `${name}::DOUBLE` : `floor(${name}::DOUBLE)`,
    us: isWhole ? `((${name} - ((${name} % 1000) + 1000) % 1000) // 1000)::DOUBLE` : `floor(${name}::DOUBLE / 1000)`,
    ns: isWhole
      ? `((${name} - ((${name} % 1000000) + 1000000) % 1000000) // 1000000)::DOUBLE`
      : `floor(${name}::DOUBLE / 1000000)`,
  }[unit ?? 'ms'];
  const finite = isWhole ? sql : `CASE WHEN isfinite(${name}::DOUBLE) THEN ${sql} END`;
  const isGuessed = said === undefined;
  const perMs = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 }[unit ?? 'ms'];
  const range = `min(${name})::DOUBLE > ${leastMs * perMs} AND max(${name})::DOUBLE < ${mostMs * perMs}`;
  const isAlwaysFine = isWhole && (await isSound(database, source, name, isGuessed ? range : 'true'));
  const textSql = isAlwaysFine ? undefined : faultyText(name, finite, isGuessed);
  return { sql: finite, textSql, isText: false, isLocal: false, isGuessed };
}

/**
 * Whether no time can be faulty, so that no row has to be asked: the file itself tells what is the least in a column, what
 * the greatest, and whether any is missing.
 */
async function isSound(database: Database, source: string, name: string, isFine: string): Promise<boolean> {
  const [row] = await database.query(`SELECT ${isFine} AS fine, count(*) - count(${name}) AS missing FROM ${source}`);
  return row?.fine === true && row.missing === 0;
}

/** The column as a text, in those rows alone that have to be told of. */
function faultyText(name: string, sql: string, isGuessed = false): string {
  const isFaulty = `(${sql}) IS NULL${isGuessed ? ` OR abs(${sql}) < ${leastMs} OR abs(${sql}) >= ${mostMs}` : ''}`;
  return `CASE WHEN ${isFaulty} THEN ${name}::VARCHAR END`;
}
