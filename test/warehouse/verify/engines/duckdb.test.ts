import { describe, expect, test } from 'vitest';
import type { QueryFile } from '../../../../src/warehouse/verify/engine.js';
import { openDuckdb } from '../../../../src/warehouse/verify/engines/duckdb.js';
import type { VerifyEvent } from '../../../../src/warehouse/verify/event.js';

const query = (sql: string, table = 'events'): QueryFile => ({
  file: 'q.sql',
  sql,
  table,
  columns: { event: 'event_id', user: 'user_id', time: 'ts', campaign: 'campaign', session: ['session_id'] },
});
const events: readonly VerifyEvent[] = [
  { id: "e'1", user: "it's", timeMs: -1, campaign: '' },
  { id: 'e2', user: undefined, timeMs: 1_800_000_000_123, campaign: undefined },
];

async function ask(file: QueryFile): Promise<unknown> {
  const engine = await openDuckdb(file);
  try {
    await engine.ask([]);
    return await engine.ask(events);
  } finally {
    await engine.close();
  }
}

describe('DuckDB', () => {
  test('reads what is asked about, in place of what was there', async () => {
    const sql = `SELECT event_id, concat_ws('|', user_id, epoch_ms(ts), '<' || campaign || '>') AS session_id FROM shop.raw`;
    expect(await ask(query(sql, 'shop.raw'))).toEqual([
      { event: "e'1", session: "it's|-1|<>" },
      { event: 'e2', session: '1800000000123' },
    ]);
  });

  test('runs the query in a transaction that is taken back, so that a file may make tables first', async () => {
    const sql = 'CREATE TABLE own AS SELECT event_id, 1 AS session_id FROM events;\nSELECT * FROM own';
    expect(await ask(query(sql))).toEqual([
      { event: "e'1", session: '1' },
      { event: 'e2', session: '1' },
    ]);
  });

  test('gives the query no access to anything but its table', async () => {
    for (const sql of [
      "SELECT content AS event_id, 1 AS session_id FROM read_text('package.json')",
      "COPY events TO 'events.csv'",
      "ATTACH 'other.db'",
      'SET enable_external_access = true',
      "SET lock_configuration = false; SELECT content AS event_id, 1 AS session_id FROM read_text('package.json')",
    ]) {
      await expect(ask(query(sql)), sql).rejects.toThrow(/DuckDB refuses the query: .*(disabled|locked|Cannot)/);
    }
  });

  test('lets it not keep what it makes', async () => {
    await expect(ask(query('COMMIT'))).rejects.toThrow(/q\.sql:1:1: DuckDB refuses the query: .*no transaction/);
  });

  test('says of names that cannot be those of columns that it is they, and not the query', async () => {
    const file = query('SELECT 1');
    const columns = { ...file.columns, event: 'id', time: 'ID' };
    await expect(ask({ ...file, columns })).rejects.toThrow(
      'the columns of the table are "id", "user_id", "ID", "campaign"; allowed: names that differ, by --event-id, --user, --time and --campaign',
    );
  });

  test.each([
    [
      'SELECT event_id\nFORM events',
      'q.sql:2:6: DuckDB refuses the query: Parser Error: syntax error at or near "events"',
    ],
    [
      'SELECT event_id,\n  nothing FROM events',
      'q.sql:2:3: DuckDB refuses the query: Binder Error: Referenced column "nothing" not found in FROM clause!',
    ],
    [
      'SELECT 1 FROM tracks',
      'q.sql:1:15: DuckDB refuses the query: Catalog Error: Table with name tracks does not exist!',
    ],
  ])('%j is refused at its place', async (sql, message) => {
    await expect(ask(query(sql))).rejects.toThrow(message);
  });
});
