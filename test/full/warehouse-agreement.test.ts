import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/duckdb/database.js';
import { literal } from '../../src/duckdb/duckdb.js';
import type { SessionRules } from '../../src/warehouse/session-rules.js';
import { lapse, withFolder } from '../promises/command-line.js';
import { combinations, expectedRows, type GeneratedEvent, generatedEvents } from '../warehouse/sql/generated-events.js';

const timeoutMs = 1_800_000;
const everyRule = (['exclusive', 'inclusive'] as const).flatMap((boundary) => combinations(timeoutMs, boundary));

/** The rules on the command line; the boundary of a cap is said by a policy. */
function wordsOf({ boundary, cap, midnightZone, splitsAtCampaign }: SessionRules): string[] {
  return [
    ...(cap?.boundary === 'inclusive' ? ['--policy', 'announcement-web'] : []),
    ...['--timeout', `${timeoutMs}ms`, '--boundary', boundary],
    ...(cap === undefined ? [] : ['--cap', `${cap.maximumMs}ms`]),
    ...(midnightZone === undefined ? [] : ['--split', `midnight:${midnightZone}`]),
    ...(splitsAtCampaign === true ? ['--split', 'campaign'] : []),
  ];
}

const columns = ['--user', 'user_id', '--time', 'ts', '--campaign', 'campaign'];

/**
 * The events that belong to a session, in an order that says which of one instant comes first, as `--order` and the ids do. Times
 * are written in milliseconds, so that nothing finer decides.
 */
function inOrder(events: readonly GeneratedEvent[]): GeneratedEvent[] {
  return events
    .filter(({ user_id, ts }) => user_id !== null && user_id !== '' && ts !== null)
    .map((event) => ({ ...event, finer: 0 }))
    .sort(
      (one, other) =>
        one.seq - other.seq || (one.event_id < other.event_id ? -1 : Number(one.event_id > other.event_id)),
    );
}

async function writeFiles(folder: string, events: readonly GeneratedEvent[]): Promise<void> {
  const rows = events.map(({ ts, ...rest }) => ({ ...rest, ts: new Date(ts ?? 0).toISOString() }));
  writeFileSync(path.join(folder, 'events.csv'), stringify(rows, { header: true }));
  writeFileSync(path.join(folder, 'events.ndjson'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await inDatabase(async (query) => {
    const from = `read_csv(${literal(path.join(folder, 'events.csv'))}, all_varchar = true, header = true, delim = ',')`;
    const select = `SELECT * REPLACE (ts::TIMESTAMP AS ts, seq::INTEGER AS seq) FROM ${from}`;
    await query(`COPY (${select}) TO ${literal(path.join(folder, 'events.parquet'))} (FORMAT parquet)`);
  });
}

type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function inDatabase<T>(use: (query: Query) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await use((sql) => database.query(sql));
  } finally {
    database.close();
  }
}

/** Each event with its session, as a text, in order. */
function labelsOf(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return rows
    .map((row) => JSON.stringify([row.event_id, row.session_id, Number(row.session_index), row.session_start]))
    .sort();
}

function succeed(words: readonly string[], cwd: string): string {
  const { code, stdout, stderr } = lapse(words, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

// The promise: whichever way one takes from events to sessions, they are the same.
describe('sessions', () => {
  test('there are many rules', () => expect(everyRule.length).toBeGreaterThan(20));

  test.each(everyRule)('are the same by sessionize, the SQL, whatif and the plain reading: %j', async (rules) => {
    await withFolder(async (folder) => {
      const events = inOrder(generatedEvents(rules, 60, 5));
      await writeFiles(folder, events);
      const expected = expectedRows(rules, events).map((row): unknown[] => JSON.parse(row));
      const plain = labelsOf(
        expected.map(([event_id, , , session_id, session_index, , cut]) => {
          return { event_id, session_id, session_index, session_start: cut !== null };
        }),
      );
      const sessionCount = new Set(expected.map(([, , , session]) => session)).size;
      const words = [...columns, ...wordsOf(rules)];

      const tables: string[] = [];
      for (const format of ['csv', 'ndjson', 'parquet']) {
        const files = ['--out', 'sessions.csv', '--label', `labelled.${format}`];
        succeed(['sessionize', `events.${format}`, ...words, ...files], folder);
        tables.push(readFileSync(path.join(folder, 'sessions.csv'), 'utf8').split('\n').sort().join('\n'));
        const labelled = path.join(folder, `labelled.${format}`);
        const rows = await inDatabase((query) => query(`SELECT * FROM ${literal(labelled)}`));
        expect(labelsOf(rows), format).toEqual(plain);
      }
      expect(new Set(tables).size).toBe(1);
      expect(tables[0]?.trim().split('\n')).toHaveLength(sessionCount + 1);

      const sqlWords = [
        '--dialect',
        'duckdb',
        '--table',
        'events',
        '--event-id',
        'event_id',
        '--order',
        'seq',
        '--label',
      ];
      const statement = succeed(['sql', ...sqlWords, ...words], folder);
      const rows = await inDatabase(async (query) => {
        await query(`CREATE TABLE events AS SELECT * FROM ${literal(path.join(folder, 'events.parquet'))}`);
        return query(statement);
      });
      expect(labelsOf(rows)).toEqual(plain);

      // It knows no policies, so that its cap is exclusive.
      if (rules.cap?.boundary === 'inclusive') return;
      const figures = succeed(['whatif', 'events.csv', ...words, '--format', 'csv'], folder).split('\n');
      expect(figures.find((line) => line.includes(',all,'))?.split(',')[4]).toBe(String(sessionCount));
    });
  });
});
