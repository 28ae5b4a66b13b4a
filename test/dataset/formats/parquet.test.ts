import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { csv } from '../../../src/dataset/formats/csv.js';
import { ParquetConverter } from '../../../src/dataset/formats/parquet.js';
import { tablesOf } from '../../../src/dataset/tables.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';
import { population, userGenerator } from '../../fixtures/dataset/small-generator.mjs';
import { withFolder } from '../../promises/command-line.js';

test('every value is as it was, in the order of the rows', async () => {
  await withFolder(async (folder) => {
    const [table] = tablesOf(population, { tables: ['events'], splitTables: false });
    if (table === undefined) throw new Error('there are no events');
    const generate = userGenerator(population, { seed: 2, days: 30 });
    const rows = Array.from({ length: 60 }, (_, number) => generate(number).events).flat();
    const writer = new ByteWriter();
    const encode = csv.encoder(table);
    for (const row of rows) encode(writer, row);
    const [from, to] = [path.join(folder, "it's.csv"), path.join(folder, "it's.parquet")];
    writeFileSync(from, Buffer.concat([csv.header(table), writer.take()]));
    const converter = await ParquetConverter.open(path.join(folder, 'temporary'));
    expect(converter.version).toMatch(/^v\d/);
    await converter.convert({ from, to, columns: table.columns });
    converter.close();
    expect(existsSync(to)).toBe(true);

    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const names = table.columns.map(({ name, type }) =>
      type === 'timestamp' ? `epoch_ms("${name}") AS "${name}"` : `"${name}"`,
    );
    const read = await connection.runAndReadAll(`SELECT ${names} FROM read_parquet($file)`, { file: to });
    const types = new Set(table.columns.map(({ type }) => type));
    expect(types).toEqual(new Set(['text', 'boolean', 'timestamp', 'integer', 'number']));
    expect(read.getRowObjectsJS().map(plain)).toEqual(
      rows.map((row) =>
        Object.fromEntries(
          table.columns.map(({ name, type, of, endOf }) => [
            name,
            expected(type, endOf === undefined ? of(row) : `${of(row)}${endOf(row)}`),
          ]),
        ),
      ),
    );
  });
});

function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

/** What is no integer where one belongs is empty, as in a warehouse. */
function expected(type: string, value: unknown): unknown {
  return value === undefined || (type === 'integer' && typeof value !== 'number') ? null : value;
}
