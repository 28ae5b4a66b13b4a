import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { literal } from '../../../src/duckdb/duckdb.js';
import type { ErrorMode } from '../../../src/warehouse/read/column-choice.js';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { readEvents } from '../../../src/warehouse/read/read-events.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-read-'));
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** The users and times of files, and what could not be read. */
async function read(
  names: readonly string[],
  onError: ErrorMode = 'skip',
  changes: Partial<EventColumns> = {},
  isRoomy = false,
) {
  const columns: EventColumns = {
    user: ['user'],
    time: 'time',
    timeUnit: undefined,
    timeZone: 'UTC',
    onError,
    texts: new Map(),
    ...changes,
  };
  const texts = new EventTexts(columns);
  const errors = new RowErrors(onError);
  const events: string[] = [];
  const reading = { columns, texts, errors, database: () => Promise.resolve(database), isRoomy };
  await readEvents(
    names.map((name) => inputFile(path.join(folder, name))),
    reading,
    {
      take(batch) {
        for (let place = 0; place < batch.length; place++) {
          const time = new Date(batch.timesMs[place] as number).toISOString();
          events.push(`${texts.users.textOf(batch.users[place] as number)} ${time}`);
        }
        return batch;
      },
    },
  );
  const shown = errors.shown.map((line) => line.slice(line.lastIndexOf('/') + 1));
  return { events, shown };
}

function write(name: string, content: string | Buffer): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

async function parquet(name: string, type: string, values: readonly string[]): Promise<string> {
  const rows = values.map((value, index) => `(${index}, ${value})`).join(', ');
  await database.query(`COPY (SELECT 'u' AS "user", CAST(t AS ${type}) AS time FROM (VALUES ${rows}) AS v(n, t) ORDER BY n)
    TO ${literal(path.join(folder, name))} (FORMAT parquet)`);
  return name;
}

const at = (time: string): string => `u ${time}`;
const instants = ["'2026-03-01 10:00:00.123456'", "'1969-12-31 23:59:59.5'", "'2200-01-01'"];
const inMs = [at('2026-03-01T10:00:00.123Z'), at('1969-12-31T23:59:59.500Z'), at('2200-01-01T00:00:00.000Z')];

describe('the time of Parquet', () => {
  test.each(['TIMESTAMP', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMPTZ', 'VARCHAR'])('may be a %s', async (type) => {
    expect((await read([await parquet(`${type}.parquet`, type, instants)])).events).toEqual(inMs);
  });

  test.each([
    ['TIMESTAMP', ["'1969-12-31 23:59:59.9995'"], ['1969-12-31T23:59:59.999Z']],
    [
      'TIMESTAMPTZ',
      ["'1969-12-31 23:59:58.0000001'", "'1969-12-31 23:59:58.000001'"],
      ['1969-12-31T23:59:58.000Z', '1969-12-31T23:59:58.000Z'],
    ],
    ['TIMESTAMP_S', instants, ['2026-03-01T10:00:00.000Z', '1969-12-31T23:59:59.000Z', '2200-01-01T00:00:00.000Z']],
    ['DATE', instants, ['2026-03-01T00:00:00.000Z', '1969-12-31T00:00:00.000Z', '2200-01-01T00:00:00.000Z']],
    ['DOUBLE', ['1772359200.123', '-1500000000.5'], ['2026-03-01T10:00:00.123Z', '1922-06-20T21:19:59.500Z']],
    ['BIGINT', ['-1500000000000001', '1772359200123456'], ['1922-06-20T21:19:59.999Z', '2026-03-01T10:00:00.123Z']],
    ['VARCHAR', ["'1772359200123'", "'1772359200124.0'"], ['2026-03-01T10:00:00.123Z', '2026-03-01T10:00:00.124Z']],
    ['VARCHAR', ["'2026-03-01T11:00:00+01:00'"], ['2026-03-01T10:00:00.000Z']],
  ])('may be a %s of %j', async (type, values, times) => {
    expect((await read([await parquet('t.parquet', type, values)])).events).toEqual(times.map(at));
  });

  test('that is none is told of with its value', async () => {
    const texts = ["'2026-03-01'", "'tomorrow'", 'NULL', "'2026-02-30'"];
    expect((await read([await parquet('texts.parquet', 'VARCHAR', texts)])).shown).toEqual([
      'texts.parquet:2: "time": "tomorrow" is no time',
      'texts.parquet:3: "time": the time is empty',
      'texts.parquet:4: "time": "2026-02-30" is no time',
    ]);
    const numbers = ["'1772359200'", "'nan'", "'17'"];
    expect((await read([await parquet('numbers.parquet', 'DOUBLE', numbers)])).shown).toEqual([
      'numbers.parquet:2: "time": "nan" is no time',
      'numbers.parquet:3: "time": the time 17.0 is of another unit than those before',
    ]);
    expect((await read([await parquet('ends.parquet', 'TIMESTAMP', ["'infinity'"])])).shown).toEqual([
      'ends.parquet:1: "time": "infinity" is no time',
    ]);
  });

  test.each(['BOOLEAN', 'TIME'])('is no %s', async (type) => {
    const file = await parquet('other.parquet', type, [type === 'TIME' ? "'10:00'" : 'true']);
    await expect(read([file])).rejects.toThrow(`the column "time" is of the type ${type}; allowed: timestamps`);
  });
});

describe('a file', () => {
  test('of Parquet that is damaged is bad input, in one line', async () => {
    await expect(read([write('cut.parquet', 'PAR1 and no more')])).rejects.toThrow(
      /^cannot read \S+cut\.parquet as Parquet: [^\n]+; allowed: a file of Parquet that is whole$/,
    );
  });

  test.each(['n', 'file_row_number'])(
    'with many groups of rows is read in its order, whatever the room, beside a column %s',
    async (name) => {
      const file = path.join(folder, 'groups.parquet');
      // Two parts of some groups each, and a last one that is shorter; the texts are long ones, and one time is none.
      await database.query(`COPY (
      SELECT 'a user of many bytes ' || i % 1000 AS "user", i AS "${name}",
        CASE WHEN i = 300000 THEN NULL ELSE 1773144000000 + (i * 7919) % 520000 END AS time
      FROM range(520000) AS r(i) ORDER BY i
    ) TO ${literal(file)} (FORMAT parquet, ROW_GROUP_SIZE 61440)`);
      const streamed = await read(['groups.parquet']);
      expect(streamed.events).toHaveLength(519_999);
      expect(streamed.events[1]).toBe('a user of many bytes 1 2026-03-10T12:00:07.919Z');
      const roomy = await read(['groups.parquet'], 'skip', {}, true);
      expect(roomy.shown).toEqual(['groups.parquet:300001: "time": the time is empty']);
      expect(roomy.shown).toEqual(streamed.shown);
      expect(roomy.events.every((event, index) => event === streamed.events[index])).toBe(true);
      expect(roomy.events).toHaveLength(519_999);
    },
  );

  test('may have brackets in its name', async () => {
    await parquet('a1.parquet', 'DATE', ["'2001-01-01'"]);
    await parquet('a[1].parquet', 'DATE', ["'2026-03-01'"]);
    expect((await read(['a[1].parquet'])).events).toEqual([at('2026-03-01T00:00:00.000Z')]);
  });

  test('of CSV has a header with one column of each name', async () => {
    await expect(read([write('empty.csv', '')])).rejects.toThrow('empty.csv has no header: its first line is empty');
    await expect(read([write('twice.csv', 'user,time,user\n')])).rejects.toThrow('has more than one column "user"');
    await expect(read([write('slip.csv', 'usr,time\n')])).rejects.toThrow('no column "user" (did you mean "usr"?)');
    expect((await read([write('header.csv', 'user,time')])).events).toEqual([]);
  });

  test('that is not in UTF-8 is not taken for what it is not', async () => {
    const latin = write(
      'latin.csv',
      Buffer.from('user,time\nJos\xe9,2026-03-01\nJos\xe8,2026-03-01\nu,2026-03-01\n', 'latin1'),
    );
    const { events, shown } = await read([latin]);
    expect(events).toEqual([at('2026-03-01T00:00:00.000Z')]);
    expect(shown).toEqual([2, 3].map((line) => `latin.csv:${line}: the user "Jos\ufffd" is no text in UTF-8`));
  });

  test('of NDJSON may begin with a mark, and has its keys in some row of some file', async () => {
    const row = '{"user":"u","time":"2026-03-01"}\n';
    expect((await read([write('mark.ndjson', `\ufeff${row}`)])).events).toHaveLength(1);
    const slip = write('slip.ndjson', '{"user":"u","tme":"2026-03-01"}\n');
    const message = 'has "time" (did you mean "tme"?); allowed: a key of the objects: user, tme';
    await expect(read([slip], 'stop')).rejects.toThrow(message);
    await expect(read([slip])).rejects.toThrow(message);
    const pages = { texts: new Map([['page', 'page'] as const]) };
    const withPage = write('page.ndjson', '{"user":"u","time":"2026-03-02","page":"/"}\n');
    expect((await read(['mark.ndjson'], 'skip', pages)).events).toHaveLength(1);
    expect((await read(['mark.ndjson', withPage], 'skip', pages)).events).toHaveLength(2);
    const someone = { user: ['user_id', 'user'] };
    expect((await read(['mark.ndjson'], 'skip', someone)).events).toHaveLength(1);
  });
});
