import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ByteWriter } from '../../src/dataset/byte-writer.js';
import { csv } from '../../src/dataset/formats/csv.js';
import { ndjson } from '../../src/dataset/formats/ndjson.js';
import type { Population } from '../../src/dataset/population.js';
import type { StoredTable } from '../../src/dataset/read/views.js';
import type { UserData } from '../../src/dataset/rows.js';
import { defaultTables, tablesOf } from '../../src/dataset/tables.js';

/** Writes the tables of a few users into a folder, each as one file. */
export function storeTables(
  folder: string,
  population: Population,
  users: readonly UserData[],
  format: 'csv' | 'ndjson',
): StoredTable[] {
  const rowFormat = format === 'csv' ? csv : ndjson;
  return tablesOf(population, { tables: defaultTables, splitTables: false }).map((table) => {
    const writer = new ByteWriter();
    writer.raw(rowFormat.header(table));
    const encode = rowFormat.encoder(table);
    for (const user of users) for (const row of table.rowsOf(user)) encode(writer, row);
    const file = path.join(folder, `${table.name}.${format}`);
    writeFileSync(file, writer.take());
    return { table, format, files: [file] };
  });
}
