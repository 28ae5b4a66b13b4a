import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { findDialect } from '../../../src/warehouse/sql/dialects/index.js';
import { statementIn } from '../../../src/warehouse/sql/statement.js';
import { request } from './agreement.js';

const rules: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive' };

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('it is a statement that can be read', () => {
  expect(statementIn(findDialect('postgres'), request(rules))).toMatchInlineSnapshot(`
    "-- Each event with its session of events, in the SQL of PostgreSQL 11 or later, by Lapse 0.1.0. The
    -- tests of Lapse run it and compare it with the engine row by row.
    -- A session ends when its user has no event for more than 30m.
    WITH
    -- All that can be changed.
    params AS (
      SELECT
        CAST(1800000000 AS BIGINT) AS timeout_us -- 30m
    ),

    -- The events that have a user and a time.
    timed AS (
      SELECT
        given.event_id AS event_id,
        NULLIF(CAST(given.user_id AS TEXT), '') AS user_id,
        given.ts AS event_time,
        CAST(EXTRACT(EPOCH FROM given.ts) * 1000000 AS BIGINT) AS time_us,
        given.seq AS event_order
      FROM events AS given
      WHERE NULLIF(CAST(given.user_id AS TEXT), '') IS NOT NULL AND given.ts IS NOT NULL
    ),

    -- The order in which the rules look at the events of a user. It is numbered once, for windows may
    -- see events of one instant each in another order.
    ordered AS (
      SELECT
        timed.*,
        ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY time_us, event_order, event_id) AS event_number
      FROM timed
    ),

    -- What each event is compared with.
    neighbours AS (
      SELECT
        ordered.*,
        LAG(time_us) OVER (PARTITION BY user_id ORDER BY event_number) AS last_us
      FROM ordered
    ),

    -- Why an event begins a session; NULL where it does not.
    cuts AS (
      SELECT
        neighbours.*,
        CASE
          WHEN last_us IS NULL THEN 'first'
          WHEN time_us - last_us > timeout_us THEN 'timeout'
        END AS cut
      FROM neighbours CROSS JOIN params
    ),

    -- The session of each event: the last one that has begun.
    labelled AS (
      SELECT
        cuts.*,
        cut AS session_cut,
        COUNT(cut) OVER (PARTITION BY user_id ORDER BY event_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session_index,
        MAX(CASE WHEN cut IS NOT NULL THEN event_time END) OVER (PARTITION BY user_id ORDER BY event_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS started_at,
        MAX(CASE WHEN cut IS NOT NULL THEN time_us END) OVER (PARTITION BY user_id ORDER BY event_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS start_us
      FROM cuts
    )

    SELECT
      event_id,
      user_id,
      event_time,
      user_id || '-' || CAST(start_us / 1000 AS TEXT) AS session_id,
      session_index,
      session_cut IS NOT NULL AS session_start,
      started_at,
      session_cut
    FROM labelled
    UNION ALL
    -- An event without a user or a time belongs to no session, and is not lost.
    SELECT given.event_id, NULLIF(CAST(given.user_id AS TEXT), ''), given.ts, NULL, NULL, NULL, NULL, NULL
    FROM events AS given
    WHERE NULLIF(CAST(given.user_id AS TEXT), '') IS NULL OR given.ts IS NULL
    "
  `);
});

test('it asks for nothing that the rules do not need', () => {
  const plain = statementIn(findDialect('duckdb'), request(rules));
  expect(plain).not.toMatch(/RECURSIVE|zone|campaign|cap_us/);
});

describe('a row for each session', () => {
  test('has its user, its first and last event, how long it was, and why it began', async () => {
    await database.query('CREATE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT)');
    await database.query(`INSERT INTO events VALUES
      ('a', 'one', '2026-01-01 10:00:00', 0), ('b', 'one', '2026-01-01 10:30:00', 0),
      ('c', 'one', '2026-01-01 11:00:00.001', 0), ('d', 'two', '2026-01-01 10:00:00', 0),
      ('e', NULL, '2026-01-01 10:00:00', 0)`);
    const sessions = await database.query(
      `SELECT * FROM (${statementIn(findDialect('duckdb'), request(rules, 'sessions'))}) ORDER BY user_id, session_index`,
    );
    const startMs = Date.parse('2026-01-01T10:00:00Z');
    expect(sessions).toMatchObject([
      {
        user_id: 'one',
        session_id: `one-${startMs}`,
        session_index: 1,
        duration_ms: 1_800_000,
        events: 2,
        session_cut: 'first',
      },
      { user_id: 'one', session_index: 2, duration_ms: 0, events: 1, session_cut: 'timeout' },
      { user_id: 'two', session_index: 1, duration_ms: 0, events: 1, session_cut: 'first' },
    ]);
    expect(String(sessions[0]?.ended_at)).toContain('10:30:00');
  });
});

test('a gap is measured as exactly as the database keeps time', async () => {
  await database.query('CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT)');
  await database.query(`INSERT INTO events VALUES
    ('a', 'one', '2026-01-01 10:00:00', 0), ('b', 'one', '2026-01-01 10:30:00.000001', 0)`);
  const rows = await database.query(statementIn(findDialect('duckdb'), request(rules, 'sessions')));
  expect(rows).toHaveLength(2);
});
