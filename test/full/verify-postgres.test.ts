import { afterEach, expect, test } from 'vitest';
import type { QueryEngine } from '../../src/warehouse/verify/engine.js';
import { openPostgres } from '../../src/warehouse/verify/engines/postgres.js';
import { verify } from '../../src/warehouse/verify/verify.js';

const rules = { timeoutMs: 1_800_000, boundary: 'exclusive' } as const;
const columns = {
  event: 'event_id',
  user: 'user_id',
  time: 'ts',
  campaign: 'campaign',
  session: ['user_id', 'number'],
};

let engine: QueryEngine | undefined;
afterEach(() => engine?.close());

async function saidOf(isNew: string, table = 'events'): Promise<readonly string[] | undefined> {
  const sql = `WITH gaps AS (
      SELECT *, EXTRACT(EPOCH FROM ts - LAG(ts) OVER (PARTITION BY user_id ORDER BY ts, event_id)) AS idle FROM ${table}
    )
    SELECT event_id, user_id, SUM(CASE WHEN idle IS NULL OR ${isNew} THEN 1 ELSE 0 END)
      OVER (PARTITION BY user_id ORDER BY ts, event_id) AS number
    FROM gaps`;
  engine = await openPostgres({ file: 'q.sql', sql, table: 'shop.events', columns });
  const { difference } = await verify(engine, { rules, runs: 100, seed: 1, hasNobody: false });
  return difference?.deviations.map(({ sentence }) => sentence);
}

test('a query in PostgreSQL is held against the rules as one in DuckDB is', async () => {
  expect(await saidOf('idle > 1800', 'shop.events')).toBeUndefined();
  expect(await saidOf('FLOOR(idle / 60) > 30', 'shop.events')).toEqual([
    'drops the seconds of a gap: its timeout is 31 minutes, for no shorter gap ends a session',
  ]);
}, 120_000);

test('and what PostgreSQL refuses is told at its place', async () => {
  await expect(saidOf('idle > 1800', 'tracks')).rejects.toThrow(
    'q.sql:2:113: PostgreSQL refuses the query: relation "tracks" does not exist',
  );
}, 120_000);
