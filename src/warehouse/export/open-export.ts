import { type Database, openDatabase } from '../../duckdb/database.js';
import { identifier, literal, parquetSource } from '../../duckdb/duckdb.js';
import { didYouMean, displayPath, InputError } from '../../spec/input-error.js';
import { type ExportFormat, findExportFiles } from './export-files.js';

/** The files of one format, as a statement reads them. */
export interface ExportPart {
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
  const database = await openDatabase((error) => damageIn(files, error));
  try {
    const found = await findExportFiles(database, names);
    files.push(...[...found.values()].flat());
    const parts: ExportPart[] = [];
    for (const [format, ofFormat] of found) parts.push(await readers[format](database, ofFormat));
    return { database, parts, columnNames: [...new Set(parts.flatMap(({ columns }) => [...columns.keys()]))] };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Nothing is guessed of the values: an id that is no number is to be seen, and not to end the reading. */
const readers: Readonly<Record<ExportFormat, (database: Database, files: readonly string[]) => Promise<ExportPart>>> = {
  async csv(database, files) {
    const source = `read_csv(${listOf(files)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
      union_by_name = true, filename = true, hive_partitioning = false)`;
    return { source, columns: await columnsOf(database, source) };
  },
  async ndjson(database, files) {
    const options = `format = 'newline_delimited', union_by_name = true, hive_partitioning = false`;
    const guessed = await columnsOf(database, `read_json(${listOf(files)}, ${options}, sample_size = -1)`);
    const columns = new Map([...guessed.keys()].map((name) => [name, 'VARCHAR']));
    const declared = [...columns.keys()].map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
    return { source: `read_json(${listOf(files)}, ${options}, filename = true, columns = {${declared}})`, columns };
  },
  async parquet(database, files) {
    const source = parquetSource(files).replace(/\)$/, ', union_by_name = true, filename = true)');
    return { source, columns: await columnsOf(database, source) };
  },
};

async function columnsOf(database: Database, source: string): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query(`DESCRIBE SELECT * FROM ${source}`);
  return new Map(
    rows
      .map(({ column_name, column_type }) => [String(column_name), String(column_type)] as const)
      .filter(([name]) => name !== 'filename'),
  );
}

function listOf(files: readonly string[]): string {
  return `[${files.map(literal).join(', ')}]`;
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
  const [first = ''] = error.message.split('\n');
  const reason = first
    .replace(/^[A-Z][A-Za-z ]* Error: /, '')
    .replaceAll(file, displayPath(file))
    .trim();
  const number = Number(line?.[1] ?? line?.[2]);
  return new InputError([
    {
      ...(Number.isNaN(number) ? {} : { place: { file: displayPath(file), line: number, column: 1 } }),
      message: `${displayPath(file)} cannot be read as data (${reason})`,
      allowed: 'CSV with commas and a header, an object of JSON on each line, or Parquet',
    },
  ]);
}

/**
 * Says that a column is not there, and which one was probably meant.
 * @param option that named it
 */
export function missingColumn({ columnNames }: EventExport, option: string, column: string): InputError {
  const message = `--${option} is the column ${JSON.stringify(column)}, and there is none${didYouMean(column, columnNames)}`;
  return new InputError([{ message, allowed: columnNames.join(', ') }]);
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
