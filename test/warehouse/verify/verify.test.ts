import { describe, expect, test } from 'vitest';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { findDialect } from '../../../src/warehouse/sql/dialects/index.js';
import { statementIn } from '../../../src/warehouse/sql/statement.js';
import { openDuckdb } from '../../../src/warehouse/verify/engines/duckdb.js';
import { type Verification, verify } from '../../../src/warehouse/verify/verify.js';
import { request } from '../sql/agreement.js';

const halfAnHour: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive' };

interface Asked {
  readonly rules?: SessionRules;
  readonly session?: readonly string[];
  readonly hasNobody?: boolean;
}

async function verified(sql: string, asked: Asked = {}): Promise<Verification> {
  const { rules = halfAnHour, session = ['session_id'], hasNobody = true } = asked;
  const columns = { event: 'event_id', user: 'user_id', time: 'ts', campaign: 'campaign', session };
  const engine = await openDuckdb({ file: 'q.sql', sql, table: 'events', columns });
  try {
    return await verify(engine, { rules, runs: 80, seed: 1, hasNobody });
  } finally {
    await engine.close();
  }
}

/** The usual query, with a condition on `ts` and `last`. */
const query = (isNew: string, key = "user_id || '-' || number"): string => `
  WITH gaps AS (SELECT *, LAG(ts) OVER (PARTITION BY user_id ORDER BY ts, event_id) AS last FROM events),
  numbered AS (
    SELECT *, SUM(CASE WHEN last IS NULL OR ${isNew} THEN 1 ELSE 0 END)
      OVER (PARTITION BY user_id ORDER BY ts, event_id ROWS UNBOUNDED PRECEDING) AS number
    FROM gaps
  )
  SELECT event_id, ${key} AS session_id FROM numbered;`;

async function sentences(
  sql: string,
  asked: Asked = {},
): Promise<{ said: string[]; unexplained: number; rows: number }> {
  const { difference } = await verified(sql, asked);
  return {
    said: difference?.deviations.map(({ sentence }) => sentence) ?? [],
    unexplained: difference?.unexplained ?? 0,
    rows: difference?.rows.length ?? 0,
  };
}

describe('two packages that contradict their own documentation', () => {
  test('whole minutes that must be more than thirty are a timeout of 31 minutes', async () => {
    expect(await sentences(query(`DATE_SUB('minute', last, ts) > 30`))).toEqual({
      said: ['drops the seconds of a gap: its timeout is 31 minutes, for no shorter gap ends a session'],
      unexplained: 0,
      rows: 2,
    });
  });

  test('seconds that are counted by their beginnings lose what is less than a second', async () => {
    const { said, unexplained, rows } = await sentences(query(`NOT DATE_DIFF('second', last, ts) <= 1800`));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^counts how many seconds begin between two events, and not the time \(DATEDIFF does\)/);
    expect(said[0]).toContain('a gap between 30m 1ms and 30m 1s');
    expect({ unexplained, rows }).toEqual({ unexplained: 0, rows: 2 });
  });
});

describe('a right query', () => {
  test('agrees, whatever it calls the sessions', async () => {
    expect(await verified(query('ts - last > INTERVAL 30 MINUTES'))).toEqual({ tables: 80, difference: undefined });
  });

  test('and so does the statement that Lapse writes, by all rules', async () => {
    const rules: SessionRules = {
      ...halfAnHour,
      cap: { maximumMs: 3_600_000, boundary: 'inclusive' },
      midnightZone: 'Europe/Berlin',
      splitsAtCampaign: true,
    };
    const asked = request(rules);
    const statement = statementIn(findDialect('duckdb'), { ...asked, columns: { ...asked.columns, order: undefined } });
    expect((await verified(statement, { rules })).difference).toBeUndefined();
  });
});

test('the fewest rows are those of which each is needed, and they show both opinions', async () => {
  const { difference } = await verified(query('ts - last >= INTERVAL 30 MINUTES'));
  expect(difference?.rows).toMatchObject([
    { event: { user: 'u1' }, byRules: 'e01', byQuery: 'e01' },
    { event: { user: 'u1' }, byRules: 'e01' },
  ]);
  const [one, other] = difference?.rows ?? [];
  expect((other?.event.timeMs ?? 0) - (one?.event.timeMs ?? 0)).toBe(1_800_000);
  expect(other?.byQuery).toBe(other?.event.id);
});

test('a table in which every event has a user has none without one', async () => {
  const sql = query('ts - last > INTERVAL 30 MINUTES').replace('FROM events', 'FROM events WHERE user_id IS NOT NULL');
  expect((await sentences(sql)).said).toEqual(['loses events without a user']);
  expect((await verified(sql, { hasNobody: false })).difference).toBeUndefined();
});
