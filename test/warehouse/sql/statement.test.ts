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
        CAST(1800000 AS BIGINT) AS timeout_ms -- 30m
    ),

    -- The events that have a user and a time.
    timed AS (
      SELECT
        given.event_id AS event_id,
        NULLIF(CAST(given.user_id AS TEXT), '') AS user_id,
        given.ts AS event_time,
        CAST(EXTRACT(EPOCH FROM DATE_TRUNC('millisecond', given.ts)) * 1000 AS BIGINT) AS time_ms,
        given.seq AS event_order
      FROM events AS given
      WHERE NULLIF(CAST(given.user_id AS TEXT), '') IS NOT NULL AND given.ts IS NOT NULL
    ),

    -- The order in which the rules look at the events of a user. It is numbered once, for windows may
    -- see events of one instant each in another order.
    ordered AS (
      SELECT
        timed.*,
        ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY event_time, event_order, event_id) AS event_number
      FROM timed
    ),

    -- What each event is compared with.
    neighbours AS (
      SELECT
        ordered.*,
        LAG(time_ms) OVER (PARTITION BY user_id ORDER BY event_number) AS last_ms
      FROM ordered
    ),

    -- Why an event begins a session; NULL where it does not.
    cuts AS (
      SELECT
        neighbours.*,
        CASE
          WHEN last_ms IS NULL THEN 'first'
          WHEN time_ms - last_ms > timeout_ms THEN 'timeout'
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
        MAX(CASE WHEN cut IS NOT NULL THEN time_ms END) OVER (PARTITION BY user_id ORDER BY event_number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS start_ms
      FROM cuts
    )

    SELECT
      event_id,
      user_id,
      event_time,
      user_id || '-' || CAST(start_ms AS TEXT) AS session_id,
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
  expect(plain).not.toMatch(/RECURSIVE|zone|campaign|cap_ms/);
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

test('time is counted in milliseconds, without what is finer, as sessionize reads it', async () => {
  await database.query('CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT)');
  await database.query(`INSERT INTO events VALUES
    ('a1', 'a', '2026-03-10 12:00:00.000000', 0), ('a2', 'a', '2026-03-10 12:30:00.000400', 0),
    ('b1', 'b', '2026-03-10 12:00:00.000900', 0), ('b2', 'b', '2026-03-10 12:30:00.001100', 0),
    ('c1', 'c', '1969-12-31 23:59:59.999500', 0)`);
  const statement = statementIn(findDialect('duckdb'), request(rules, 'sessions'));
  const rows = await database.query(`SELECT session_id, duration_ms FROM (${statement}) ORDER BY ALL`);
  const startMs = Date.parse('2026-03-10T12:00:00Z');
  expect(rows).toEqual([
    { session_id: `a-${startMs}`, duration_ms: 1_800_000 },
    { session_id: `b-${startMs}`, duration_ms: 0 },
    { session_id: `b-${startMs + 1_800_001}`, duration_ms: 0 },
    { session_id: 'c--1', duration_ms: 0 },
  ]);
});

test('of two events within a millisecond the one that the database has as the earlier one comes first', async () => {
  await database.query(
    'CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
  );
  await database.query(`INSERT INTO events VALUES
    ('a', 'one', '2026-03-10 12:00:00.000002', 0, 'ads'), ('b', 'one', '2026-03-10 12:00:00.000001', 0, NULL)`);
  const statement = statementIn(findDialect('duckdb'), request({ ...rules, splitsAtCampaign: true }));
  expect(await database.query(`SELECT event_id, session_cut FROM (${statement}) ORDER BY event_time`)).toEqual([
    { event_id: 'b', session_cut: 'first' },
    { event_id: 'a', session_cut: 'campaign' },
  ]);
});
