import { writeFileSync } from 'node:fs';
import { packageVersion } from '../spec/package-root.js';
import { dictionaryCsv, dictionaryMarkdown } from './dictionary.js';
import { rowFormat } from './formats/index.js';
import type { FileRecord, Manifest } from './manifest.js';
import { sha256Of } from './output-file.js';
import { manifestName, type OutputFolder } from './output-folder.js';
import { type Counts, produceRows, type RowsRequest, shapeOf, tablesOfRequest, usersOf } from './produce-rows.js';
import type { Table } from './table.js';
import { TableFiles } from './table-files.js';
import type { WorkerPool } from './worker-pool.js';

export interface DatasetRequest extends RowsRequest {
  /** The population as it was read, which is kept beside the data. */
  readonly populationText: string;
}

const populationName = 'population.yaml';

/**
 * Makes a dataset and writes it into the folder, whole or not at all.
 * @param pool the threads, if they have been started already
 * @throws what the file system says, when it refuses
 */
export async function generate(request: DatasetRequest, output: OutputFolder, pool?: WorkerPool): Promise<Manifest> {
  const { partition } = request;
  const tables = tablesOfRequest(request);
  const encoding = rowFormat(shapeOf(request).encoding);
  const files = tables.map((table) => new TableFiles(table, { encoding, output, partition }));
  const counts = await produceRows(request, files, (index) => output.workingFile(`aside/${index}`), pool);
  const records = files.map((each) => each.close());
  const describing = [
    { name: 'dictionary.csv', text: dictionaryCsv(tables) },
    { name: 'dictionary.md', text: dictionaryMarkdown(tables) },
    { name: populationName, text: request.populationText },
  ];
  const manifest: Manifest = {
    version: packageVersion,
    ...describeRequest(request, counts),
    tables: tables.map((table, index) => tableRecord(table, records[index] ?? [])),
    files: describing.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text), sha256: sha256Of(text) })),
  };
  const texts = [...describing, { name: manifestName, text: `${JSON.stringify(manifest, null, 2)}\n` }];
  for (const { name, text } of texts) writeFileSync(output.workingFile(name), text);
  output.finish([...records.flat(), ...texts].map(({ name }) => name));
  return manifest;
}

function describeRequest(request: DatasetRequest, counts: Counts): Omit<Manifest, 'version' | 'tables' | 'files'> {
  const { population, options, users, shard, format, order, partition } = request;
  return {
    population: {
      id: population.id,
      title: population.title,
      file: populationName,
      sha256: sha256Of(request.populationText),
    },
    seed: options.seed,
    days: options.days,
    users,
    shard: { ...shard, ...usersOf(request) },
    format,
    order,
    partition,
    counts,
  };
}

function tableRecord({ name, columns }: Table, files: readonly FileRecord[]): Manifest['tables'][number] {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return { name, rows, columns: columns.map((column) => column.name), files };
}
