import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatasetRequest } from '../../src/dataset/generate.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { population } from '../fixtures/dataset/small-generator.mjs';

export const smallGenerator = pathToFileURL(
  path.join(packageRoot, 'test', 'fixtures', 'dataset', 'small-generator.mjs'),
).href;

/** A small dataset; each test says what is different in its own. */
export const smallRequest: DatasetRequest = {
  population,
  populationText: 'title: small\n',
  source: { population: 'small.yaml', seed: 7, days: 4 },
  generator: smallGenerator,
  users: 200,
  shard: { number: 1, of: 1 },
  format: 'csv',
  tables: ['events', 'sessions', 'users'],
  splitTables: false,
  columns: undefined,
  order: 'user',
  partition: 'none',
  jobs: 1,
};
