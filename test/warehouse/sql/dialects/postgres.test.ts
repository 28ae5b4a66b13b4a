import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asJson, asTexts, valuesOf } from '../agreement.js';
import { combinations, expectedRows, generatedEvents } from '../generated-events.js';

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
}, 120_000);
afterAll(() => database.close());

const halfHourMs = 1_800_000;

describe('PostgreSQL agrees with the engine, row by row', () => {
  const all = [...combinations(halfHourMs, 'exclusive'), ...combinations(halfHourMs, 'inclusive')];

  test.each(all)('%j', async (rules) => {
    const events = generatedEvents(rules, 60);
    await database.exec(
      'DROP TABLE IF EXISTS events; CREATE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMPTZ, seq INT, campaign TEXT)',
    );
    await database.exec(
      `INSERT INTO events VALUES ${valuesOf(events, (ms) => `TIMESTAMPTZ '${new Date(ms).toISOString()}'`)}`,
    );
    const { rows } = await database.query<Record<string, unknown>>(
      asJson('postgres', rules, (column) => `CAST(EXTRACT(EPOCH FROM ${column}) * 1000 AS BIGINT)`),
    );
    expect(asTexts(rows)).toEqual(expectedRows(rules, events));
  });
});
