import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csv } from '../../src/dataset/formats/csv.js';
import { ndjson } from '../../src/dataset/formats/ndjson.js';
import type { Manifest } from '../../src/dataset/manifest.js';
import type { Population } from '../../src/dataset/population.js';
import type { StoredTable } from '../../src/dataset/read/views.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import type { UserData } from '../../src/dataset/rows.js';
import { defaultTables, tablesOf } from '../../src/dataset/tables.js';
import { ByteWriter } from '../../src/record/byte-writer.js';
import { plainUsers } from './plain-users.js';

/** Writes the tables of a few users into a folder, each as one file. */
export function storeTables(
  folder: string,
  population: Population,
  users: readonly UserData[],
  format: 'csv' | 'ndjson',
  splitTables = false,
): StoredTable[] {
  const rowFormat = format === 'csv' ? csv : ndjson;
  return tablesOf(population, { tables: defaultTables, splitTables }).map((table) => {
    const writer = new ByteWriter();
    writer.raw(rowFormat.header(table));
    const encode = rowFormat.encoder(table);
    for (const user of users) for (const row of table.rowsOf(user)) encode(writer, row);
    const file = path.join(folder, `${table.name}.${format}`);
    writeFileSync(file, writer.take());
    return { table, format, files: [file] };
  });
}

/** A whole dataset of plain users, as `lapse generate` lays it out. */
export function storeDataset(
  folder: string,
  populationFile: string,
  count: number,
  format: 'csv' | 'ndjson',
  splitTables = false,
): UserData[] {
  const days = 7;
  const population = readPopulation(populationFile);
  const users = plainUsers(population, count, days);
  const tables = storeTables(folder, population, users, format, splitTables);
  copyFileSync(populationFile, path.join(folder, 'population.yaml'));
  const manifest: Manifest = {
    version: '0.1.0',
    population: { id: population.id, title: population.title, file: 'population.yaml', sha256: '' },
    seed: 1,
    days,
    users: count,
    shard: { number: 1, of: 1, first: 0, end: count },
    format,
    order: 'user',
    partition: 'none',
    counts: { users: count, events: 0, lost: 0 },
    tables: tables.map(({ table, files }) => ({
      name: table.name,
      rows: 0,
      columns: table.columns.map(({ name }) => name),
      files: files.map((file) => ({
        name: path.basename(file),
        rows: 0,
        bytes: readFileSync(file).length,
        sha256: '',
      })),
    })),
    files: [],
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return users;
}
