import { InputError } from '../spec/input-error.js';

/** The database in the process that reads tables, and writes those of sessions. */
export type DuckDb = typeof import('@duckdb/node-api');

/** What is in package.json, for who left it out. */
const installation = 'npm install @duckdb/node-api@1.5.6-r.1';

/** Of DuckDB, which spills the rest into its temporary folder; the rows that are looked at need their share of memory, too. */
export const memoryLimit = '700MB';

/**
 * Loads DuckDB, which is large, and which nothing else needs.
 * @param purpose what needs it, as the beginning of a sentence
 * @throws InputError with the command that installs it, when it is not there
 */
export async function loadDuckDb(purpose: string): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const message = `${purpose} needs the package @duckdb/node-api, which cannot be loaded${code}`;
    throw new InputError([{ message, allowed: installation }]);
  }
}

/** A column as the database is told of it, with a type of its own. */
export interface DeclaredColumn {
  readonly name: string;
  readonly databaseType: string;
}

/**
 * What a statement reads of CSV files as `formats/csv.ts` writes them: nothing is guessed, an empty field is no value, and an
 * empty text, which stands between quotation marks, is one.
 */
export function csvSource(files: readonly string[], columns: readonly DeclaredColumn[]): string {
  return `read_csv(${fileList(files)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', nullstr = '', allow_quoted_nulls = false, hive_partitioning = false, ${declared(columns)})`;
}

/** The same of NDJSON files. */
export function ndjsonSource(files: readonly string[], columns: readonly DeclaredColumn[]): string {
  return `read_json(${fileList(files)}, format = 'newline_delimited', hive_partitioning = false, ${declared(columns)})`;
}

/** The same of Parquet files, which tell their columns themselves. */
export function parquetSource(files: readonly string[]): string {
  return `read_parquet(${fileList(files)}, hive_partitioning = false)`;
}

function fileList(files: readonly string[]): string {
  return `[${files.map(fileLiteral).join(', ')}]`;
}

/** The name of one file in a statement that reads; DuckDB would take letters of its name for those of a glob. */
export function fileLiteral(file: string): string {
  return literal(file.replace(/[*?[]/g, '[$&]'));
}

function declared(columns: readonly DeclaredColumn[]): string {
  const types = columns.map(({ name, databaseType }) => `${literal(name)}: ${literal(databaseType)}`);
  return `columns = {${types.join(', ')}}`;
}

/** A text in a statement. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name in a statement. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
