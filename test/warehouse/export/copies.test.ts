import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/duckdb/database.js';
import { copiesTable } from '../../../src/warehouse/export/copies.js';

test('a message is a copy of the one that was received before, and a twin in another file', async () => {
  const database = await openDatabase();
  try {
    await database.query(`CREATE TABLE rows_read AS FROM (VALUES
      ('once', 10, 'tracks'), (NULL, 10, 'tracks'), (NULL, 10, 'tracks'),
      ('late', 30, 'tracks'), ('late', 20, 'tracks'),
      ('both', 10, 'tracks'), ('both', 10, 'orders'), ('both', 15, 'orders'), ('both', 15, 'tracks'),
      ('loaded', 10, 'tracks'), ('loaded', 10, 'tracks')
    ) AS given(message, received_ms, filename)`);
    await database.query(copiesTable);
    const rows = await database.query(`SELECT message, received_ms, filename, is_twin
      FROM (SELECT rowid AS row, * FROM rows_read) JOIN copies USING (row) ORDER BY message, received_ms, filename`);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['both', 10, 'tracks', true],
      ['both', 15, 'orders', false],
      ['both', 15, 'tracks', true],
      ['late', 30, 'tracks', false],
      ['loaded', 10, 'tracks', false],
    ]);
  } finally {
    database.close();
  }
});
