import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/duckdb/database.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { rulesOfPolicy, type SessionRules } from '../../src/warehouse/session-rules.js';
import type { DialectName } from '../../src/warehouse/sql/dialect.js';
import { findDialect } from '../../src/warehouse/sql/dialects/index.js';
import { statementIn } from '../../src/warehouse/sql/statement.js';
import { asJson, asTexts, request, sessionsAsJson, sessionsAsTexts, valuesOf } from '../warehouse/sql/agreement.js';
import { combinations, expectedRows, expectedSessions, generatedEvents } from '../warehouse/sql/generated-events.js';

/** The timeout and the boundary of every policy, with every combination of the other rules. */
const everyRule: SessionRules[] = [
  ...new Map(
    listPolicies().map((id) => {
      const { timeoutMs, boundary } = rulesOfPolicy(loadPolicy(id).values);
      return [`${timeoutMs} ${boundary}`, { timeoutMs, boundary }] as const;
    }),
  ).values(),
].flatMap(({ timeoutMs, boundary }) => combinations(timeoutMs, boundary));

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A database, from a table of events to the rows of the statement. */
interface Executor {
  readonly dialect: DialectName;
  readonly columns: string;
  readonly timestamp: (microseconds: number) => string;
  readonly milliseconds: (column: string) => string;
  readonly run: (statements: readonly string[], query: string) => Promise<Rows>;
}

function agreesOnEveryRule(executor: () => Executor): void {
  test('there are many rules', () => {
    expect(everyRule.length).toBeGreaterThan(30);
  });

  test.each(everyRule)('%j', async (rules) => {
    const { dialect, columns, timestamp, milliseconds, run } = executor();
    const events = generatedEvents(rules, 120, 2);
    const rows = await run(
      [
        'DROP TABLE IF EXISTS events',
        `CREATE TABLE events ${columns}`,
        `INSERT INTO events VALUES ${valuesOf(events, timestamp)}`,
      ],
      asJson(dialect, rules, milliseconds),
    );
    expect(asTexts(rows)).toEqual(expectedRows(rules, events));
    const sessions = await run([], sessionsAsJson(dialect, rules, milliseconds));
    expect(sessionsAsTexts(sessions)).toEqual(expectedSessions(rules, events));
  });
}

describe('DuckDB', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.close());
  agreesOnEveryRule(() => ({
    dialect: 'duckdb',
    columns: '(event_id TEXT, user_id TEXT, ts TIMESTAMPTZ, seq INT, campaign TEXT)',
    timestamp: (microseconds) => `MAKE_TIMESTAMPTZ(${microseconds})`,
    milliseconds: (column) => `EPOCH_MS(DATE_TRUNC('ms', ${column}))`,
    async run(statements, query) {
      for (const statement of statements) await database.query(statement);
      return database.query(query);
    },
  }));
});

const postgres = {
  dialect: 'postgres',
  columns: '(event_id TEXT COLLATE "C", user_id TEXT, ts TIMESTAMPTZ, seq INT, campaign TEXT)',
  timestamp: (microseconds: number) => `TIMESTAMPTZ 'epoch' + ${microseconds} * INTERVAL '1 microsecond'`,
  milliseconds: (column: string) => `CAST(FLOOR(EXTRACT(EPOCH FROM ${column}) * 1000) AS BIGINT)`,
} as const;

describe('PostgreSQL, embedded', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  }, 120_000);
  afterAll(() => database.close());
  agreesOnEveryRule(() => ({
    ...postgres,
    async run(statements, query) {
      if (statements.length > 0) await database.exec(statements.join(';\n'));
      return (await database.query<Record<string, unknown>>(query)).rows;
    },
  }));
});

const server = process.env.DATABASE_URL;

describe.runIf(server !== undefined)('PostgreSQL, a server at DATABASE_URL', () => {
  const client = new pg.Client({ connectionString: server });
  beforeAll(() => client.connect());
  afterAll(() => client.end());
  agreesOnEveryRule(() => ({
    ...postgres,
    async run(statements, query) {
      // In a table of its own, which hides one that is there and is gone with the connection.
      for (const statement of statements)
        await client.query(
          statement.replace('CREATE TABLE', 'CREATE TEMP TABLE').replace(/ events\b/, ' pg_temp.events'),
        );
      return (await client.query(query)).rows;
    },
  }));
});

/** Half a gigabyte, so that it is no dependency: `npm install --no-save chdb` brings it. */
function findChdb(): { readonly Session: new () => { query(sql: string, format?: string): unknown } } | undefined {
  try {
    return createRequire(path.join(packageRoot, 'package.json'))('chdb');
  } catch {
    return undefined;
  }
}

const chdb = findChdb();

describe.runIf(chdb !== undefined)('ClickHouse, embedded', () => {
  const session = chdb === undefined ? undefined : new chdb.Session();
  agreesOnEveryRule(() => ({
    dialect: 'clickhouse',
    columns:
      "(event_id String, user_id Nullable(String), ts Nullable(DateTime64(6, 'UTC')), seq Int32, campaign Nullable(String)) ENGINE = Memory",
    timestamp: (microseconds) => `fromUnixTimestamp64Micro(${microseconds}, 'UTC')`,
    milliseconds: (column) => `toInt64(floor(toUnixTimestamp64Micro(${column}) / 1000))`,
    run(statements, query) {
      for (const statement of statements) session?.query(statement);
      const lines = String(session?.query(query, 'JSONEachRow')).trim().split('\n');
      return Promise.resolve(lines.map((line): Record<string, unknown> => JSON.parse(line)));
    },
  }));
});

describe.each([
  ['spark', new SparkSQL()],
  ['trino', new TrinoSQL()],
] as const)('the grammar of %s', (name, parser) => {
  test.each(combinations(1_800_000, 'exclusive'))('reads the statement for %j', (rules) => {
    for (const rows of ['events', 'sessions'] as const) {
      expect(parser.validate(statementIn(findDialect(name), request(rules, rows)))).toEqual([]);
    }
  });

  test('and does not read everything', () => {
    const statement = statementIn(findDialect(name), request({ timeoutMs: 1, boundary: 'exclusive' }));
    expect(parser.validate(statement.replace('ORDER BY', 'ORDER'))).not.toEqual([]);
  });
});
