import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase } from '../../duckdb/database.js';
import { displayPath, InputError, type InputProblem, reasonOf, throwProblems } from '../../spec/input-error.js';
import type { Manifest } from '../manifest.js';
import { manifestName } from '../output-folder.js';
import type { Population } from '../population.js';
import { readPopulation } from '../read-population.js';
import { type TableName, tableNames, tablesOf } from '../tables.js';
import { damageIn } from './damage.js';
import { eventsOfWarehouse, type StoredTable, viewOf } from './views.js';

/** A dataset on disk that can be asked. */
export interface Dataset {
  readonly manifest: Manifest;
  readonly population: Population;
  /** Has a view for each table, with the names of `views.ts`. */
  readonly database: Database;
}

/** What is read, with the columns that the queries need. */
const needed: readonly TableName[] = ['events', 'sessions', 'visits', 'visit_sessions', 'users'];

/**
 * Opens a dataset that `lapse generate` has made.
 * @throws InputError when there is none in the folder, or not all of it; so do queries that come upon a damaged file
 */
export async function openDataset(folder: string): Promise<Dataset> {
  const manifest = readManifest(folder);
  const population = readPopulation(path.join(folder, manifest.population.file));
  const stored = storedTables(folder, manifest, population);
  const files = stored.flatMap((table) => table.files);
  const database = await openDatabase((error) => damageIn(files, error));
  try {
    for (const table of stored) await database.query(viewOf(table));
    if (!stored.some(({ table }) => table.name === 'events'))
      await database.query(eventsOfWarehouse(stored.map(({ table }) => table)));
  } catch (error) {
    database.close();
    throw error;
  }
  return { manifest, population, database };
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, manifestName);
  const allowed = 'the folder of a dataset, as lapse generate --out makes it';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `cannot read ${displayPath(file)}: ${reasonOf(error)}`;
    throw new InputError([{ message, allowed }]);
  }
  const manifest = parsed(text);
  if (manifest !== undefined) return manifest;
  throw new InputError([
    { place: { file: displayPath(file), line: 1, column: 1 }, message: 'this is no manifest', allowed },
  ]);
}

/** What is used of it is there, and of the kind that it should be. */
function parsed(text: string): Manifest | undefined {
  try {
    const manifest: Manifest = JSON.parse(text);
    const { days, seed, population, tables, counts } = manifest;
    const files = tables.flatMap((table) => table.files.map(({ name }) => name));
    const texts = [population.file, population.id, ...tables.map(({ name }) => name), ...files];
    const numbers = [days, seed, counts.users, counts.events];
    const isRight = texts.every((each) => typeof each === 'string') && numbers.every(Number.isSafeInteger);
    return isRight ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function storedTables(folder: string, manifest: Manifest, population: Population): StoredTable[] {
  const { format, tables } = manifest;
  const problems: InputProblem[] = [];
  const isSplit = tables.some(({ name }) => name === 'tracks');
  const names = tableNames.filter((name) => name !== 'messages');
  const known = tablesOf(population, { tables: names, splitTables: isSplit });
  const stored = known.flatMap((table): StoredTable[] => {
    const written = tables.find(({ name }) => name === table.name);
    if (written === undefined) return [];
    const columns = table.columns.filter(({ name }) => written.columns.includes(name));
    const missing = table.columns.filter(({ name }) => !written.columns.includes(name));
    if (missing.length > 0) {
      const message = `the table ${table.name} lacks the columns ${missing.map(({ name }) => name).join(', ')}`;
      problems.push({ message, allowed: 'a dataset with all columns, as it is made without --columns' });
    }
    const files = written.files.map(({ name }) => path.join(folder, name));
    for (const [index, file] of files.entries()) problems.push(...fileProblems(file, written.files[index]?.bytes));
    return [{ table: { ...table, columns }, format, files }];
  });
  const present = new Set(stored.map(({ table }) => (isSplit && table.name === 'tracks' ? 'events' : table.name)));
  const absent = needed.filter((name) => !present.has(name));
  if (absent.length > 0) {
    const message = `the dataset lacks the tables ${absent.join(', ')}`;
    problems.push({ message, allowed: 'a dataset with all of its tables, as it is made without --tables' });
  }
  throwProblems(problems);
  return stored;
}

/** A file that is missing or was cut short would quietly change every figure. */
function fileProblems(file: string, bytes: number | undefined): InputProblem[] {
  const allowed = 'the files as the manifest lists them';
  if (!existsSync(file)) return [{ message: `${displayPath(file)} is missing`, allowed }];
  const { size } = statSync(file);
  if (size === bytes) return [];
  return [{ message: `${displayPath(file)} has ${size} bytes, and the manifest says ${bytes}`, allowed }];
}
