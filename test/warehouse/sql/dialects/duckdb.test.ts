import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../../src/duckdb/database.js';
import { asJson, asTexts, valuesOf } from '../agreement.js';
import { combinationsOfToday, expectedRows, generatedEvents } from '../generated-events.js';

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const halfHourMs = 1_800_000;

describe('DuckDB agrees with the engine, row by row', () => {
  const all = [...combinationsOfToday(halfHourMs, 'exclusive'), ...combinationsOfToday(halfHourMs, 'inclusive')];

  test.each(all)('%j', async (rules) => {
    const events = generatedEvents(rules, 60);
    await database.query(
      'CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
    );
    await database.query(`INSERT INTO events VALUES ${valuesOf(events, (us) => `MAKE_TIMESTAMP(${us})`)}`);
    const rows = await database.query(asJson('duckdb', rules, (column) => `EPOCH_MS(DATE_TRUNC('ms', ${column}))`));
    expect(asTexts(rows)).toEqual(expectedRows(rules, events));
  });
});
