import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../../src/duckdb/database.js';
import type { SessionRules } from '../../../../src/warehouse/session-rules.js';
import { findDialect } from '../../../../src/warehouse/sql/dialects/index.js';
import { statementIn } from '../../../../src/warehouse/sql/statement.js';
import { asJson, asTexts, request, sessionsAsJson, sessionsAsTexts, valuesOf } from '../agreement.js';
import { combinationsOfToday, expectedRows, expectedSessions, generatedEvents } from '../generated-events.js';

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const milliseconds = (column: string): string => `EPOCH_MS(DATE_TRUNC('ms', ${column}))`;
const halfHourMs = 1_800_000;

describe('DuckDB agrees with the engine, row by row', () => {
  const all = [...combinationsOfToday(halfHourMs, 'exclusive'), ...combinationsOfToday(halfHourMs, 'inclusive')];

  test.each(all)('%j', async (rules) => {
    const events = generatedEvents(rules, 60);
    await database.query(
      'CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
    );
    await database.query(`INSERT INTO events VALUES ${valuesOf(events, (us) => `MAKE_TIMESTAMP(${us})`)}`);
    const rows = await database.query(asJson('duckdb', rules, milliseconds));
    expect(asTexts(rows)).toEqual(expectedRows(rules, events));
    const sessions = await database.query(sessionsAsJson('duckdb', rules, milliseconds));
    expect(sessionsAsTexts(sessions)).toEqual(expectedSessions(rules, events));
  });
});

test('a user of several columns is what the first has that is not empty', async () => {
  const rules: SessionRules = { timeoutMs: halfHourMs, boundary: 'exclusive' };
  const events = generatedEvents(rules, 60, 3);
  await database.query(
    'CREATE OR REPLACE TABLE given (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
  );
  await database.query(`INSERT INTO given VALUES ${valuesOf(events, (us) => `MAKE_TIMESTAMP(${us})`)}`);
  await database.query(`CREATE OR REPLACE TABLE events AS SELECT * EXCLUDE (user_id),
    CASE seq WHEN 0 THEN user_id WHEN 1 THEN '' END AS known,
    CASE WHEN seq = 0 AND user_id <> '' THEN 'another' ELSE user_id END AS device FROM given`);
  const asked = request(rules, 'sessions');
  const statement = statementIn(findDialect('duckdb'), {
    ...asked,
    columns: { ...asked.columns, user: ['known', 'device'] },
  });
  const sessions = await database.query(`SELECT session_id FROM (${statement}) ORDER BY session_id`);
  const wanted = expectedSessions(rules, events).map((row): string => JSON.parse(row)[1]);
  expect(sessions.map(({ session_id }) => session_id)).toEqual(wanted.sort());
});
