import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { literal } from '../../../src/duckdb/duckdb.js';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';
import { SessionCutter } from '../../../src/warehouse/session-cutter.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { labelEvents } from '../../../src/warehouse/sessionize/label-events.js';
import { SessionWriter } from '../../../src/warehouse/sessionize/session-table.js';
import { sessionize } from '../../../src/warehouse/sessionize/sessionize.js';
import type { SessionizeRequest } from '../../../src/warehouse/sessionize/sessionize-request.js';
import { type Given, givenEvents, givenRules } from '../given-events.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-cut-'));
let database: Database | undefined;
afterAll(() => {
  database?.close();
  rmSync(folder, { recursive: true });
});
const openOnce = async (): Promise<Database> => (database ??= await openDatabase());

const columns: EventColumns = {
  user: ['user'],
  time: 'time',
  timeUnit: 'ms',
  timeZone: 'UTC',
  onError: 'stop',
  texts: new Map([
    ['campaign', 'campaign'],
    ['page', 'page'],
    ['event', 'event'],
  ]),
};

type Changes = Partial<Pick<SessionizeRequest, 'memoryBytes' | 'keepsLabels' | 'joinsIdentities' | 'isShared'>>;
let number = 0;

/** The rows of the table, sorted and as they were written, and the labelled rows of the events if they are asked for. */
async function cut(file: string, rules: SessionRules, changes: Changes = {}, chosen = columns) {
  const texts = new EventTexts(chosen);
  const own = path.join(folder, `run-${number++}`);
  mkdirSync(own);
  let table = '';
  let wasInOrder = true;
  const errors = new RowErrors('stop');
  const reading = { columns: chosen, texts, errors, database: openOnce };
  const files = [inputFile(file)];
  const result = await sessionize({
    ...reading,
    files,
    rules,
    conversions: ['2'],
    joinsIdentities: false,
    memoryBytes: 1e9,
    keepsLabels: false,
    folder: own,
    isJson: true,
    write: (rows) => {
      table += Buffer.from(rows).toString('utf8');
    },
    restart: () => {
      wasInOrder = false;
      table = '';
    },
    ...changes,
  });
  const rows = table.split('\n').filter(Boolean).toSorted();
  if (changes.keepsLabels !== true) return { table, rows, result, wasInOrder, labelled: '' };
  const target = path.join(own, 'labelled.csv');
  const newWriter = (isJson: boolean): SessionWriter => new SessionWriter(texts, isJson);
  await labelEvents({ ...reading, files, target, format: 'csv', folder: own, newWriter }, result);
  return { table, rows, result, wasInOrder, labelled: readFileSync(target, 'utf8') };
}

const textOf = (code: number): string => (code === 0 ? '' : String(code));

function write(name: string, events: readonly Given[]): string {
  const file = path.join(folder, name);
  const table = events.map(({ user, timeMs, ...texts }) => [
    `u${user}`,
    timeMs,
    textOf(texts.campaign),
    textOf(texts.page),
    textOf(texts.event),
  ]);
  writeFileSync(file, stringify([['user', 'time', 'campaign', 'page', 'event'], ...table]));
  return file;
}

/** The id of the session of each event and whether it begins it, by the plain reading of the rules. */
function plainLabels(events: readonly Given[], rules: SessionRules): string[] {
  const order = events
    .map((event, place) => ({ ...event, place }))
    .toSorted((one, other) => one.timeMs - other.timeMs || one.place - other.place);
  const users = new Map<number, { cutter: SessionCutter; index: number; startMs: number; tie: number }>();
  const labels: string[] = [];
  for (const { user, timeMs, campaign, place } of order) {
    const state = users.get(user) ?? { cutter: new SessionCutter(rules), index: 0, startMs: Number.NaN, tie: 0 };
    users.set(user, state);
    const begins = state.cutter.next({ timeMs, campaign: textOf(campaign) }) !== undefined;
    if (begins) {
      state.tie = state.startMs === timeMs ? state.tie + 1 : 1;
      state.startMs = timeMs;
      state.index += 1;
    }
    const tie = state.tie > 1 ? `.${state.tie}` : '';
    labels[place] = `u${user}-${state.startMs}${tie},${state.index},${begins}`;
  }
  return labels;
}

describe('the sessions of a file', () => {
  test('are those of the plain reading, whatever the order of its rows, and in little memory', async () => {
    const keys = fc.array(fc.nat({ max: 99 }), { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(givenRules, givenEvents(40), keys, async (rules, events, keysOf) => {
        const shuffled = events
          .map((event, place) => ({ event, key: keysOf[place] ?? 0 }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ event }) => event);
        const file = write('shuffled.csv', shuffled);
        const { rows, labelled } = await cut(file, rules, { keepsLabels: true });
        const labels = labelled.trimEnd().split('\n').slice(1);
        expect(labels.map((line) => line.split(',').slice(5).join(','))).toEqual(plainLabels(shuffled, rules));
        const spilled = await cut(file, rules, { keepsLabels: true, memoryBytes: 1 });
        expect({ rows: spilled.rows, labelled: spilled.labelled }).toEqual({ rows, labelled });
        expect((await cut(file, rules, { memoryBytes: 1 })).rows).toEqual(rows);
      }),
      { numRuns: 25 },
    );
  });

  test('are the same bytes when a second thread cuts, in much memory and in little', async () => {
    await fc.assert(
      fc.asyncProperty(givenRules, givenEvents(40), fc.boolean(), async (rules, events, isOrdered) => {
        const given = isOrdered ? events.toSorted((one, other) => one.timeMs - other.timeMs) : events.toReversed();
        const file = write('given.csv', given);
        for (const memoryBytes of [1e9, 1]) {
          const alone = await cut(file, rules, { memoryBytes, isShared: false });
          const shared = await cut(file, rules, { memoryBytes, isShared: true });
          expect(shared.table).toBe(alone.table);
          expect(shared.wasInOrder).toBe(alone.wasInOrder);
          const { eventCount, sessionCount, userCount } = alone.result;
          expect(shared.result).toMatchObject({ eventCount, sessionCount, userCount });
        }
      }),
      { numRuns: 12 },
    );
  });

  test('are the same bytes whichever of two threads writes which of many', async () => {
    const hours = 3_600_000;
    const events = Array.from({ length: 60_000 }, (_, place) => {
      return { user: place % 20_000, timeMs: Math.floor(place / 20_000) * hours, campaign: 0, page: 0, event: 0 };
    });
    const plain: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive' };
    for (const given of [events, events.toReversed()]) {
      const file = write('many.csv', given);
      const alone = await cut(file, plain, { isShared: false });
      expect(alone.result.sessionCount).toBe(60_000);
      expect((await cut(file, plain, { isShared: true })).table === alone.table).toBe(true);
      const little = { memoryBytes: 100_000, isShared: true };
      expect((await cut(file, plain, little)).rows).toEqual(alone.rows);
    }
  });

  test('are not there when a row cannot be read, and the second thread is ended', async () => {
    const file = path.join(folder, 'malformed.csv');
    writeFileSync(file, 'user,time,campaign,page,event\nu1,1,,,\nu1,never,,,\n');
    await expect(cut(file, { timeoutMs: 1, boundary: 'exclusive' }, { isShared: true })).rejects.toThrow('"never"');
  });

  const rules: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive', splitsAtCampaign: true };
  const sample = fc.sample(givenEvents(300), { numRuns: 1, seed: 3 })[0] ?? [];

  test('are those of the same events as Parquet, labels too, with long texts and nulls', async () => {
    const events = sample.map((event, place) => ({ ...event, page: place % 3 }));
    const file = write('events.csv', events);
    const parquet = path.join(folder, 'events.parquet');
    const name = `CASE user WHEN 'u1' THEN 'a user of more than twelve bytes, number one' ELSE user END AS user`;
    const all = `SELECT * REPLACE (${name}) FROM read_csv(${literal(file)}, all_varchar = true)`;
    const db = await openOnce();
    await db.query(
      `COPY (SELECT * REPLACE (time::BIGINT AS time) FROM (${all})) TO ${literal(parquet)} (FORMAT parquet)`,
    );
    const long = path.join(folder, 'long.csv');
    await db.query(`COPY (${all}) TO ${literal(long)} (FORMAT csv)`);
    const [fromCsv, fromParquet] = [
      await cut(long, rules, { keepsLabels: true }),
      await cut(parquet, rules, { keepsLabels: true }),
    ];
    expect(fromParquet.rows).toEqual(fromCsv.rows);
    const labelsOf = (labelled: string): string[] =>
      labelled.split('\n').map((line) => line.split(',').slice(-3).join(','));
    expect(labelsOf(fromParquet.labelled)).toEqual(labelsOf(fromCsv.labelled));
    expect(fromCsv.rows.length).toBeGreaterThan(100);
  });

  test('in the order of time are cut as they come, and written when they are over', async () => {
    const ordered = sample.toSorted((one, other) => one.timeMs - other.timeMs);
    const inOrder = await cut(write('ordered.csv', ordered), rules, { memoryBytes: 1 });
    const disordered = await cut(write('disordered.csv', ordered.toReversed()), { ...rules, splitsAtCampaign: false });
    expect([inOrder.wasInOrder, disordered.wasInOrder]).toEqual([true, false]);
    for (const { result } of [inOrder, disordered])
      expect(result).toMatchObject({ eventCount: sample.length, userCount: 4 });
    expect(inOrder.rows).toEqual((await cut(path.join(folder, 'ordered.csv'), rules)).rows);
  });

  test('are those of a person whose ids rows have had together', async () => {
    const file = path.join(folder, 'ids.csv');
    writeFileSync(file, 'user,anonymous,time\n,a,1\nme,a,2\nme,b,3\n,b,4\n,c,5\n');
    const chosen = { ...columns, user: ['user', 'anonymous'], texts: new Map() };
    const joined = await cut(file, rules, { joinsIdentities: true }, chosen);
    expect(joined.rows.map((row) => JSON.parse(row))).toMatchObject([
      { user: 'a', events: 4 },
      { user: 'c', events: 1 },
    ]);
    const apart = await cut(file, rules, {}, chosen);
    expect(apart.rows).toHaveLength(4);
  });
});
