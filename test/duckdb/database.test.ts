import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/duckdb/database.js';

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('whole numbers are numbers, and what is not there is undefined', async () => {
  const rows = await database.query("SELECT 1::BIGINT AS a, 1.5::DOUBLE AS b, true AS c, 'x' AS d, NULL AS e");
  expect(rows).toEqual([{ a: 1, b: 1.5, c: true, d: 'x', e: undefined }]);
});

test('several results are read side by side', async () => {
  const one = database.stream('SELECT range AS n FROM range(5000) ORDER BY n');
  const other = database.stream('SELECT range AS n FROM range(3) ORDER BY n DESC');
  const batches = [(await one.next()).value, (await other.next()).value, (await one.next()).value];
  expect(batches.map((rows) => rows?.[0])).toEqual([{ n: 0 }, { n: 2 }, { n: batches[0]?.length }]);
  let last: unknown;
  for await (const rows of one) last = rows.at(-1);
  expect(last).toEqual({ n: 4999 });
  await other.return();
});

test('rows that are read piece by piece are those that are read at once', async () => {
  const sql = `SELECT range AS n, range / 3 AS part, range % 2 = 0 AS even, NULLIF('text ' || range % 3, 'text 2') AS text,
    repeat('x', range::INT) AS "long", NULL AS nothing FROM range(50) ORDER BY n`;
  const read: unknown[] = [];
  for await (const rows of database.stream(sql)) read.push(...rows);
  expect(read).toEqual(await database.query(sql));
  expect(read[2]).toEqual({ n: 2, part: 2 / 3, even: true, text: undefined, long: 'xx', nothing: undefined });
});
