import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { literal } from '../../../src/duckdb/duckdb.js';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { readEvents } from '../../../src/warehouse/read/read-events.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';
import { columns as ofRows } from './read-rows.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-events-'));
const at = (name: string): string => path.join(folder, name);
let database: Database | undefined;
afterAll(() => {
  database?.close();
  rmSync(folder, { recursive: true });
});
const openOnce = async (): Promise<Database> => (database ??= await openDatabase());

async function writeParquet(name: string, select: string): Promise<void> {
  await (await openOnce()).query(`COPY (${select}) TO ${literal(at(name))} (FORMAT parquet)`);
}

/** The events of files as user, time and page, and what was told of them. */
async function read(names: readonly string[], changes: Partial<EventColumns> = {}) {
  const columns = { ...ofRows, ...changes };
  const texts = new EventTexts(columns);
  const errors = new RowErrors('skip');
  const events: (string | number)[][] = [];
  const files = names.map((name) => inputFile(at(name)));
  await readEvents(
    files,
    { columns, texts, errors, database: openOnce },
    {
      take(batch) {
        for (let place = 0; place < batch.length; place++) {
          const page = batch.pages?.[place] ?? 0;
          const user = texts.users.textOf(batch.users[place] as number);
          const text = page === 0 ? '' : (texts.texts.get('page')?.textOf(page) ?? '');
          events.push([user, batch.timesMs[place] as number, text]);
        }
        return batch;
      },
    },
  );
  return { events, errors: errors.shown, warnings: [...errors.warnings] };
}

describe('several tables of events', () => {
  test('are read together, though some lack a column that others have', async () => {
    writeFileSync(at('tracks.csv'), 'anonymous,time\na,1\n');
    writeFileSync(at('pages.csv'), 'time,page,user\n2,/,b\n3,/x,\n');
    await writeParquet('screens.parquet', `SELECT 'c' AS anonymous, 4 AS time`);
    writeFileSync(at('quiet.ndjson'), '{"user":"d","time":5}\n');
    const { events, errors, warnings } = await read(['tracks.csv', 'pages.csv', 'screens.parquet', 'quiet.ndjson']);
    expect(events).toEqual([
      ['a', 1, ''],
      ['b', 2, '/'],
      ['c', 4, ''],
      ['d', 5, ''],
    ]);
    expect(errors).toEqual([expect.stringMatching(/pages.csv:3: there is no user/)]);
    expect(warnings).toEqual([]);
  });

  test('have to have the columns all together, but for objects, of which it is told', async () => {
    await expect(read(['tracks.csv', 'screens.parquet'])).rejects.toThrow('screens.parquet has no column "user"');
    expect((await read(['quiet.ndjson'])).warnings).toEqual([
      'no row has "anonymous": it is taken to be empty',
      'no row has "page": it is taken to be empty',
    ]);
  });
});

describe('an event of a wrong clock', () => {
  test('is a malformed row, whatever the format', async () => {
    const latestMs = Date.UTC(2026, 2, 11);
    const times = ['2026-03-11T00:00:00Z', '2026-03-11T00:00:00.001Z', '2099-01-01T00:00:00Z'];
    writeFileSync(at('clock.csv'), `user,anonymous,time,page\n${times.map((time) => `a,,${time},\n`).join('')}`);
    writeFileSync(at('clock.ndjson'), times.map((time) => `{"user":"a","time":"${time}"}\n`).join(''));
    const rows = times.map((time) => `('a', '', TIMESTAMP '${time.slice(0, -1)}', '')`).join(', ');
    await writeParquet('clock.parquet', `SELECT * FROM (VALUES ${rows}) AS rows ("user", anonymous, time, page)`);
    for (const name of ['clock.csv', 'clock.ndjson', 'clock.parquet']) {
      const { events, errors } = await read([name], { latestMs });
      expect(events).toEqual([['a', latestMs, '']]);
      expect(errors).toHaveLength(2);
      expect(errors[1]).toMatch(/"time": 2099-01-01T00:00:00.000Z is after --latest, 2026-03-11T00:00:00.000Z$/);
    }
  });
});

describe('users of Parquet', () => {
  test('are the same texts as those of CSV, whatever the type of the numbers', async () => {
    const values = `(VALUES (5, 1), (5.5, 2), (1e20, 3)) AS rows (number, time)`;
    await writeParquet(
      'doubles.parquet',
      `SELECT number::DOUBLE AS user, '' AS anonymous, time, '' AS page FROM ${values}`,
    );
    expect((await read(['doubles.parquet'])).events.map(([user]) => user)).toEqual(['5', '5.5', '1e+20']);
  });
});
