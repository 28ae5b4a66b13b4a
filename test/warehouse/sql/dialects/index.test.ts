import { init, Dialect as Parsed, parse } from '@polyglot-sql/sdk';
import { beforeAll, describe, expect, test } from 'vitest';
import { dbtModelIn } from '../../../../src/warehouse/sql/dbt.js';
import { type DialectName, dialectNames } from '../../../../src/warehouse/sql/dialect.js';
import { dialects, findDialect } from '../../../../src/warehouse/sql/dialects/index.js';
import { statementIn } from '../../../../src/warehouse/sql/statement.js';
import { request } from '../agreement.js';
import { combinationsOfToday } from '../generated-events.js';

/** Those that are not run in `duckdb.test.ts` or in test/full/warehouse-sql.test.ts are read by a parser. */
const parsers: Readonly<Partial<Record<DialectName, Parsed>>> = {
  postgres: Parsed.PostgreSQL,
  bigquery: Parsed.BigQuery,
  snowflake: Parsed.Snowflake,
  spark: Parsed.Spark,
  clickhouse: Parsed.ClickHouse,
  trino: Parsed.Trino,
  redshift: Parsed.Redshift,
};

beforeAll(() => init());

test('there is one for each name, and each says how far it can be trusted', () => {
  expect(dialects.map(({ name }) => name)).toEqual(dialectNames);
  const executed = dialects.filter(({ assurance }) => !assurance.includes('Not executed here'));
  expect(executed.map(({ name }) => name)).toEqual(['duckdb', 'postgres', 'clickhouse']);
});

describe.each(Object.entries(parsers))('%s', (name, parser) => {
  const dialect = dialects.find((each) => each.name === name) ?? findDialect('duckdb');
  const all = combinationsOfToday(1_800_000, 'exclusive').flatMap((rules) =>
    (['events', 'sessions'] as const).map((rows) => request(rules, rows)),
  );

  test('is what its parser reads, whatever the rules are', () => {
    const faults = all.map((asked) => parse(statementIn(dialect, asked), parser).error).filter(Boolean);
    expect(faults).toEqual([]);
  });

  test('and the parser does not read everything', () => {
    const [asked] = all;
    const statement = asked === undefined ? '' : statementIn(dialect, asked);
    expect(parse(statement.replace('ORDER BY', 'ORDER'), parser).success).toBe(false);
  });

  test('has the rules in its parameters', () => {
    const rules = { timeoutMs: 1_234_567, boundary: 'exclusive', midnightZone: "It's/Here" } as const;
    const statement = statementIn(dialect, request(rules));
    expect(statement).toContain('CAST(1234567 AS ');
    expect(statement).toMatch(/'It(\\'|'')s\/Here' AS zone/);
    expect(dbtModelIn(dialect, request(rules))).toMatch(/^\{\{ config\(materialized='incremental'/);
  });
});
