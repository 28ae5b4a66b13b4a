import nunjucks from 'nunjucks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { dbtModelIn } from '../../../src/warehouse/sql/dbt.js';
import { findDialect } from '../../../src/warehouse/sql/dialects/index.js';
import { asTexts, request, valuesOf } from './agreement.js';
import { combinationsOfToday, expectedRows, type GeneratedEvent, generatedEvents } from './generated-events.js';

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const timeoutMs = 1_800_000;
const latenessMs = 3 * timeoutMs;

/** What dbt would run: the text of the model, after its templates. */
function rendered(rules: SessionRules, isIncremental: boolean): string {
  const model = dbtModelIn(findDialect('duckdb'), request(rules));
  return nunjucks.renderString(model, {
    config: () => '',
    ref: (name: string) => name,
    source: (schema: string, name: string) => `${schema}.${name}`,
    this: 'model',
    is_incremental: () => isIncremental,
    var: (name: string, otherwise: number) => (name === 'lapse_lateness_ms' ? latenessMs : otherwise),
  });
}

/** Each id once, in the order of arrival: as late as is allowed, and no later. */
function arrivals(rules: SessionRules): GeneratedEvent[] {
  const distinct = [...new Map(generatedEvents(rules, 30).map((row) => [row.event_id, row])).values()];
  const late = (at: number): number => [0, 0, timeoutMs, latenessMs][at % 4] ?? 0;
  return distinct
    .map((row, at) => ({ row, arrivedMs: (row.ts ?? 0) + late(at) }))
    .sort((one, other) => one.arrivedMs - other.arrivedMs)
    .map(({ row }) => row);
}

async function run(rules: SessionRules, isIncremental: boolean): Promise<void> {
  const statement = rendered(rules, isIncremental);
  if (!isIncremental) {
    await database.query(`CREATE OR REPLACE TABLE model AS ${statement}`);
    return;
  }
  // As dbt does it: what has the key of a new row is deleted, and the new rows are put in its place.
  await database.query(`CREATE OR REPLACE TEMP TABLE fresh AS ${statement}`);
  await database.query('DELETE FROM model WHERE event_id IN (SELECT event_id FROM fresh)');
  await database.query('INSERT INTO model SELECT * FROM fresh');
}

async function insert(events: readonly GeneratedEvent[]): Promise<void> {
  if (events.length > 0)
    await database.query(`INSERT INTO events VALUES ${valuesOf(events, (us) => `MAKE_TIMESTAMP(${us})`)}`);
}

describe('a model that is run after each batch has what a run over everything has', () => {
  const all = combinationsOfToday(timeoutMs, 'exclusive');

  test.each(all)('%j', async (rules) => {
    const events = arrivals(rules);
    await database.query(
      'CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
    );
    const batches = 4;
    for (let batch = 0; batch < batches; batch += 1) {
      const at = (number: number): number => Math.floor((events.length * number) / batches);
      await insert(events.slice(at(batch), at(batch + 1)));
      await run(rules, batch > 0);
    }
    const rows =
      await database.query(`SELECT event_id, user_id, EPOCH_MS(DATE_TRUNC('ms', event_time)) AS event_ms, session_id, session_index,
      EPOCH_MS(DATE_TRUNC('ms', started_at)) AS start_ms, session_cut FROM model`);
    expect(asTexts(rows)).toEqual(expectedRows(rules, events));
  });

  test('and a run for what is new reads no more of a user than the last session that can change', async () => {
    const rules: SessionRules = { timeoutMs, boundary: 'exclusive' };
    const at = (event_id: string, ts: number): GeneratedEvent => ({
      event_id,
      user_id: 'one',
      ts,
      finer: 0,
      seq: 0,
      campaign: null,
    });
    await database.query(
      'CREATE OR REPLACE TABLE events (event_id TEXT, user_id TEXT, ts TIMESTAMP, seq INT, campaign TEXT)',
    );
    const dayMs = 86_400_000;
    await insert([at('a', dayMs), at('b', 2 * dayMs), at('c', 3 * dayMs)]);
    await run(rules, false);
    await insert([at('d', 3 * dayMs + 1)]);
    expect(await database.query(`SELECT event_id FROM (${rendered(rules, true)}) ORDER BY ALL`)).toEqual([
      { event_id: 'b' },
      { event_id: 'c' },
      { event_id: 'd' },
    ]);
  });
});

test('it is put into a table of its own before it is merged, for BigQuery takes no recursion within a MERGE', () => {
  const rules: SessionRules = {
    timeoutMs,
    boundary: 'exclusive',
    cap: { maximumMs: timeoutMs, boundary: 'exclusive' },
  };
  const settings: Record<string, string>[] = [];
  const model = dbtModelIn(findDialect('bigquery'), request(rules));
  nunjucks.renderString(model, {
    config: (keywords: Record<string, string>) => settings.push(keywords) && '',
    ref: (name: string) => name,
    is_incremental: () => false,
  });
  expect(model).toContain('WITH RECURSIVE');
  // Anything but `ignore`, which is what dbt does without being told, makes that table.
  expect(settings).toMatchObject([{ materialized: 'incremental', on_schema_change: 'append_new_columns' }]);
});
