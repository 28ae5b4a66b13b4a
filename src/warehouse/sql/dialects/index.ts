import { type Dialect, type DialectName, dialectNames } from '../dialect.js';
import { bigquery } from './bigquery.js';
import { clickhouse } from './clickhouse.js';
import { duckdb } from './duckdb.js';
import { postgres } from './postgres.js';
import { redshift } from './redshift.js';
import { snowflake } from './snowflake.js';
import { spark } from './spark.js';
import { trino } from './trino.js';

const dialectOf: Readonly<Record<DialectName, Dialect>> = {
  duckdb,
  postgres,
  bigquery,
  snowflake,
  spark,
  clickhouse,
  trino,
  redshift,
};

export const dialects: readonly Dialect[] = dialectNames.map((name) => dialectOf[name]);

export function findDialect(name: DialectName): Dialect {
  return dialectOf[name];
}
