import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import { literal } from '../../../src/duckdb/duckdb.js';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';
import { labelEvents } from '../../../src/warehouse/sessionize/label-events.js';
import { SessionWriter } from '../../../src/warehouse/sessionize/session-table.js';
import { sessionize } from '../../../src/warehouse/sessionize/sessionize.js';
import { tableFormatOf } from '../../../src/warehouse/sessionize/table-output.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-label-'));
const at = (name: string): string => path.join(folder, name);
let database: Database | undefined;
afterAll(() => {
  database?.close();
  rmSync(folder, { recursive: true });
});
const openOnce = async (): Promise<Database> => (database ??= await openDatabase());

const columns: EventColumns = {
  user: ['anonymous_id'],
  time: 'timestamp',
  timeUnit: undefined,
  timeZone: 'UTC',
  onError: 'stop',
  texts: new Map(),
};

async function label(from: string, to: string): Promise<void> {
  const texts = new EventTexts(columns);
  const reading = { columns, texts, errors: new RowErrors('stop'), database: openOnce, files: [inputFile(at(from))] };
  const cut = { conversions: [], joinsIdentities: false, memoryBytes: 1e9, keepsLabels: true, folder, isJson: false };
  const rules = { timeoutMs: 1_800_000, boundary: 'exclusive' } as const;
  const result = await sessionize({ ...reading, ...cut, rules, write: () => {}, restart: () => {} });
  const newWriter = (isJson: boolean): SessionWriter => new SessionWriter(texts, isJson);
  const format = tableFormatOf(to, '--label');
  await labelEvents({ ...reading, target: at(to), format, folder, newWriter }, result);
}

async function rowsOf(name: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return await (await openOnce()).query(`SELECT * FROM ${literal(at(name))}`);
}

const time = '2026-03-10T12:00:00Z';

describe('events with their sessions in another format', () => {
  test('keep the texts that they have, whatever these look like', async () => {
    writeFileSync(
      at('e.csv'),
      `anonymous_id,timestamp,code,price,"a ""b""",empty\n1,${time},007,1.50,2026-03-10,\nx,${time},abc,n/a,,""\n`,
    );
    await label('e.csv', 'csv.parquet');
    const session = { session_index: 1, session_start: true };
    expect(await rowsOf('csv.parquet')).toEqual([
      {
        ...{ anonymous_id: '1', timestamp: time, code: '007', price: '1.50', 'a "b"': '2026-03-10', empty: undefined },
        ...{ session_id: '1-1773144000000', ...session },
      },
      {
        ...{ anonymous_id: 'x', timestamp: time, code: 'abc', price: 'n/a', 'a "b"': undefined, empty: '' },
        ...{ session_id: 'x-1773144000000', ...session },
      },
    ]);
    await label('e.csv', 'csv.ndjson');
    expect(readFileSync(at('csv.ndjson'), 'utf8')).toContain('"code":"007","price":"1.50"');
  });

  test('keep what only some objects have, and the dates that are texts', async () => {
    writeFileSync(
      at('e.ndjson'),
      [
        { anonymous_id: '1', timestamp: time, build: '2026-03-10', price: 1.5 },
        { anonymous_id: 'x', timestamp: time, more: { a: [1] }, price: 'n/a' },
      ]
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    );
    await label('e.ndjson', 'ndjson.parquet');
    expect(await rowsOf('ndjson.parquet')).toMatchObject([
      { anonymous_id: '1', timestamp: time, build: '2026-03-10', price: '1.5', more: undefined, session_index: 1 },
      { anonymous_id: 'x', timestamp: time, build: undefined, price: 'n/a', more: '{"a":[1]}', session_start: true },
    ]);
  });
});

describe('events that have a label already', () => {
  test.each([
    ['csv', `anonymous_id,timestamp,"session_id"\na,${time},1\n`],
    ['ndjson', `${JSON.stringify({ anonymous_id: 'a', timestamp: time, session_id: 1 })}\n`],
    ['parquet', `SELECT 'a' AS anonymous_id, ${literal(time)} AS "timestamp", 1 AS session_id`],
  ])('are told of, and nothing is written: %s', async (format, content) => {
    if (format !== 'parquet') writeFileSync(at(`again.${format}`), content);
    else await (await openOnce()).query(`COPY (${content}) TO ${literal(at('again.parquet'))} (FORMAT parquet)`);
    await expect(label(`again.${format}`, `twice.${format}`)).rejects.toThrow(
      `again.${format} has a column "session_id" already`,
    );
    expect(existsSync(at(`twice.${format}`))).toBe(false);
  });

  test('but not where the name is a part of a text', async () => {
    writeFileSync(
      at('part.ndjson'),
      `${JSON.stringify({ anonymous_id: 'a', timestamp: time, x: { session_id: 1 } })}\n`,
    );
    await label('part.ndjson', 'labelled.ndjson');
    expect(readFileSync(at('labelled.ndjson'), 'utf8')).toContain(
      '"x":{"session_id":1},"session_id":"a-1773144000000"',
    );
  });
});
