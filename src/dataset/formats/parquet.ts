import type { DuckDBConnection } from '@duckdb/node-api';
import { csvSource, identifier, literal, loadDuckDb, memoryLimit } from '../../duckdb/duckdb.js';
import type { Column } from '../columns.js';
import { databaseTypes } from '../columns.js';

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
   * Loads DuckDB.
   * @throws InputError with the command that installs it
   */
  static async open(temporaryFolder: string): Promise<ParquetConverter> {
    const { DuckDBInstance, version } = await loadDuckDb('Parquet', '--format csv or ndjson');
    const options = { memory_limit: memoryLimit, temp_directory: temporaryFolder };
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

/**
 * Integers are read as text: a faulty SDK may have sent something else, which a warehouse does not load either, and which is
 * empty then.
 */
function parquetSql({ from, to, columns }: ParquetJob): string {
  const read = columns.map(({ name, type }) => ({
    name,
    databaseType: databaseTypes[type === 'integer' ? 'text' : type],
  }));
  const selected = columns.map(({ name, type }) =>
    type === 'integer' ? `TRY_CAST(${identifier(name)} AS BIGINT) AS ${identifier(name)}` : identifier(name),
  );
  return `COPY (SELECT ${selected.join(', ')} FROM ${csvSource([from], read)})
    TO ${literal(to)} (FORMAT parquet, COMPRESSION snappy)`;
}
