import { type Database, openDatabase } from '../../duckdb/database.js';
import { fileLiteral, identifier, literal, parquetSource } from '../../duckdb/duckdb.js';
import { didYouMean, displayPath, InputError, throwProblems } from '../../spec/input-error.js';
import { type ExportFormat, findExportFiles } from './export-files.js';

/** Files of one format with the same columns, as a statement reads them. */
export interface ExportPart {
  readonly files: readonly string[];
  /** What stands after FROM; it has a column `filename` besides. */
  readonly source: string;
  /** Name to the type that DuckDB gives it; of texts, which CSV and NDJSON have only, that is VARCHAR. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Tables of events as a warehouse exports them; a column that some of them lack is empty there. */
export interface EventExport {
  readonly database: Database;
  readonly parts: readonly ExportPart[];
  /** Of all parts, each once. */
  readonly columnNames: readonly string[];
}

/**
 * Opens the files for statements.
 * @param names of files, or globs over them
 * @throws InputError when one cannot be read; so do queries that come upon a damaged file
 */
export async function openExport(names: readonly string[]): Promise<EventExport> {
  const files: string[] = [];
  const database = await openDatabase((error) => damageIn(files, error), 'Reading an export of a warehouse');
  try {
    const found = await findExportFiles(database, names);
    files.push(...[...found.values()].flat());
    const parts: ExportPart[] = [];
    for (const [format, ofFormat] of found) parts.push(...(await partsOf(database, format, ofFormat)));
    return { database, parts, columnNames: [...new Set(parts.flatMap(({ columns }) => [...columns.keys()]))] };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Statements read nothing but texts of CSV and NDJSON: an id that is no number is to be seen, and not to end the reading. */
const readers: Readonly<Record<ExportFormat, Reader>> = {
  csv: {
    // The first line is the header, even where so many rows differ from it that DuckDB would take another one.
    look: (file) => `read_csv([${fileLiteral(file)}], ${csv}, skip = 0, ignore_errors = true)`,
    source: (files, columns) =>
      `read_csv(${listOf(files)}, ${csv}, auto_detect = false, filename = true, columns = {${declared(columns)}})`,
  },
  ndjson: {
    look: (file) => `read_json([${fileLiteral(file)}], ${ndjson}, sample_size = -1)`,
    source: (files, columns) =>
      `read_json(${listOf(files)}, ${ndjson}, filename = true, columns = {${declared(columns)}})`,
  },
  parquet: { source: (files) => parquetSource(files).replace(/\)$/, ', filename = true)') },
};

interface Reader {
  /** What tells the columns of a file, if that is not what reads it. */
  look?(file: string): string;
  source(files: readonly string[], columns: readonly string[]): string;
}

const csv = `header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', hive_partitioning = false`;
const ndjson = "format = 'newline_delimited', hive_partitioning = false";

/** Files that have the same columns are read together. */
async function partsOf(database: Database, format: ExportFormat, files: readonly string[]): Promise<ExportPart[]> {
  const reader = readers[format];
  const alike = new Map<string, { columns: ReadonlyMap<string, string>; files: string[] }>();
  for (const file of files) {
    const described = await columnsOf(database, reader.look?.(file) ?? reader.source([file], []));
    const columns = format === 'ndjson' ? new Map([...described.keys()].map((name) => [name, 'VARCHAR'])) : described;
    const key = JSON.stringify([...columns]);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { columns, files: [file] });
    else known.files.push(file);
  }
  return [...alike.values()].map((each) => ({ ...each, source: reader.source(each.files, [...each.columns.keys()]) }));
}

async function columnsOf(database: Database, source: string): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query(`DESCRIBE SELECT * FROM ${source}`);
  return new Map(
    rows
      .map(({ column_name, column_type }) => [String(column_name), String(column_type)] as const)
      .filter(([name]) => name !== 'filename'),
  );
}

function declared(columns: readonly string[]): string {
  return columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
}

function listOf(files: readonly string[]): string {
  return `[${files.map(fileLiteral).join(', ')}]`;
}

/** One line in place of what DuckDB says of a file, which goes on about its options. */
function damageIn(files: readonly string[], error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const file = files
    .filter((each) => error.message.includes(each))
    .sort((one, other) => other.length - one.length)
    .at(0);
  if (file === undefined) return error;
  const line = /(?:CSV Error on Line|in line): (\d+)|in line (\d+)/.exec(error.message);
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(error.message) ?? [];
  const reason =
    found === undefined
      ? tellingLine(error.message)
          .replace(/^[A-Z][A-Za-z ]* Error: /, '')
          .replaceAll(file, displayPath(file))
          .trim()
      : `there are ${found} fields, and the header has ${expected}`;
  const number = Number(line?.[1] ?? line?.[2]);
  return new InputError([
    {
      ...(Number.isNaN(number) ? {} : { place: { file: displayPath(file), line: number, column: 1 } }),
      message: `${displayPath(file)} cannot be read as data (${reason})`,
      allowed: 'CSV with commas and a header, an object of JSON on each line, or Parquet',
    },
  ]);
}

/** Of a row of CSV the first line says only where it is, and the second shows it. */
function tellingLine(message: string): string {
  const [first = '', second = '', third = ''] = message.split('\n');
  if (first.startsWith('Invalid Input Error: CSV Error on Line') && second.startsWith('Original Line')) return third;
  if (!first.includes('Error when sniffing file')) return first;
  return 'its rows are no CSV with commas and as many fields as the header has; lapse sessionize names the row';
}

/**
 * Says that a column is not there, and which one was probably meant.
 * @param option that named it
 */
export function missingColumn({ columnNames }: EventExport, option: string, column: string): InputError {
  const message = `--${option} is the column ${JSON.stringify(column)}, and there is none${didYouMean(column, columnNames)}`;
  return new InputError([{ message, allowed: columnNames.join(', ') }]);
}

/**
 * Every file has to have these, or it is no table of events.
 * @param anyOf the columns of which one has to be there
 * @throws InputError naming the files that lack all of them
 */
export function requireInEachFile({ parts }: EventExport, anyOf: readonly string[]): void {
  throwProblems(
    parts
      .filter(({ columns }) => !anyOf.some((name) => columns.has(name)))
      .flatMap(({ files, columns }) =>
        files.map((file) => ({
          message: `${displayPath(file)} lacks the column ${anyOf.map((name) => JSON.stringify(name)).join(' or ')}`,
          allowed: `tables of events; its columns are ${[...columns.keys()].join(', ')}`,
        })),
      ),
  );
}

/** A column as a text, whatever its type: a number without a point if it is whole, and nothing where it is empty. */
export function textIn({ columns }: ExportPart, column: string | undefined): string {
  const type = column === undefined ? undefined : columns.get(column);
  if (column === undefined || type === undefined) return 'CAST(NULL AS VARCHAR)';
  const name = identifier(column);
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) {
    return `CASE WHEN ${name} = floor(${name}) THEN CAST(CAST(${name} AS HUGEINT) AS VARCHAR) ELSE CAST(${name} AS VARCHAR) END`;
  }
  return `nullif(CAST(${name} AS VARCHAR), '')`;
}

/** A column of truth values; what is neither true nor false is nothing. */
export function flagIn(part: ExportPart, column: string | undefined): string {
  return `coalesce(TRY_CAST(${textIn(part, column)} AS BOOLEAN), false)`;
}
