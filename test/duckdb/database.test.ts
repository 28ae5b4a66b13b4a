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
  expect([(await one.next()).value, (await other.next()).value, (await one.next()).value]).toEqual([
    { n: 0 },
    { n: 2 },
    { n: 1 },
  ]);
  let last: unknown;
  for await (const row of one) last = row;
  expect(last).toEqual({ n: 4999 });
  await other.return();
});

test('portions have the values of all rows, in their order', async () => {
  const rows: (readonly unknown[])[] = [];
  let portions = 0;
  for await (const portion of database.portions(
    'SELECT CAST(range AS INTEGER), NULL FROM range(5000) ORDER BY range',
  )) {
    rows.push(...portion);
    portions += 1;
  }
  expect(rows).toEqual(Array.from({ length: 5000 }, (_, index) => [index, null]));
  expect(portions).toBeGreaterThan(1);
  await expect(database.portions('SELECT nothing').next()).rejects.toThrow(/nothing/);
});
