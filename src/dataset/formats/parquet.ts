import type { DuckDBConnection } from '@duckdb/node-api';
import { InputError } from '../../spec/input-error.js';
import type { Column } from '../columns.js';
import { parquetTypes } from '../dictionary.js';

type DuckDb = typeof import('@duckdb/node-api');

/** What is in package.json, for who left it out. */
const installation = 'npm install @duckdb/node-api@1.5.6-r.1';

/** Of DuckDB, which keeps the rest in its temporary folder. */
const memoryLimitMb = 700;

export interface ParquetJob {
  /** CSV, as `csv.ts` writes it. */
  readonly from: string;
  readonly to: string;
  readonly columns: readonly Column<never>[];
}

/** Makes Parquet files of CSV files by DuckDB. */
export class ParquetConverter {
  /** Of DuckDB. */
  readonly version: string;
  readonly #connection: DuckDBConnection;

  private constructor(version: string, connection: DuckDBConnection) {
    this.version = version;
    this.#connection = connection;
  }

  /**
   * Loads DuckDB, which nothing else needs.
   * @throws InputError with the command that installs it
   */
  static async open(temporaryFolder: string): Promise<ParquetConverter> {
    const { DuckDBInstance, version } = await loadDuckDb();
    const options = { memory_limit: `${memoryLimitMb}MB`, temp_directory: temporaryFolder };
    const instance = await DuckDBInstance.create(':memory:', options);
    return new ParquetConverter(version(), await instance.connect());
  }

  /** Rows stay in their order. */
  async convert(job: ParquetJob): Promise<void> {
    await this.#connection.run(parquetSql(job));
  }

  close(): void {
    this.#connection.closeSync();
  }
}

/** @throws InputError when the package is not there */
export async function loadDuckDb(): Promise<DuckDb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    const message = `Parquet needs the package @duckdb/node-api, which cannot be loaded${code}`;
    throw new InputError([{ message, allowed: `${installation}, or --format csv or ndjson` }]);
  }
}

/**
 * Integers are read as text: a faulty SDK may have sent something else, which a warehouse does not load either, and which is
 * empty then.
 */
function parquetSql({ from, to, columns }: ParquetJob): string {
  const read = columns.map(
    ({ name, type }) => `${text(name)}: ${text(type === 'integer' ? 'VARCHAR' : parquetTypes[type])}`,
  );
  const selected = columns.map(({ name, type }) =>
    type === 'integer' ? `TRY_CAST(${identifier(name)} AS BIGINT) AS ${identifier(name)}` : identifier(name),
  );
  return `COPY (
    SELECT ${selected.join(', ')}
    FROM read_csv(${text(from)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
      new_line = '\\n', allow_quoted_nulls = false, columns = {${read.join(', ')}})
  ) TO ${text(to)} (FORMAT parquet, COMPRESSION snappy)`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
