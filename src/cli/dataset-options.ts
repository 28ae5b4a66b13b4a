import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type FormatName, formatNames } from '../dataset/formats/index.js';
import { populationFile } from '../dataset/population-files.js';
import type { RowsRequest } from '../dataset/produce-rows.js';
import { defaultTables, type TableName, tableNames } from '../dataset/tables.js';
import { didYouMean, InputError, readAll } from '../spec/input-error.js';
import { flagOf, type Given, optionalTextOf, textOf, wholeNumberOf } from './given.js';

const mostUsers = 1_000_000_000;
const mostDays = 3_650;
const mostShards = 65_536;
const mostJobs = 64;

/** What decides a dataset; for yargs. */
export const datasetOptions = {
  population: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'A file, or the name of one in scenarios/populations',
  },
  users: { type: 'string', default: '1000', requiresArg: true, describe: 'How many people' },
  days: { type: 'string', default: '30', requiresArg: true, describe: 'How many days' },
  seed: { type: 'string', default: '1', requiresArg: true, describe: 'Seed of all randomness' },
  out: { type: 'string', requiresArg: true, describe: 'A new folder, or an empty one' },
  stdout: { type: 'boolean', default: false, describe: 'Write one table to the standard output and no files' },
  format: { type: 'string', default: 'csv', requiresArg: true, describe: `One of ${formatNames.join(', ')}` },
  tables: {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'all but messages',
    describe: `With commas between: ${tableNames.join(', ')}`,
  },
  columns: {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'all',
    describe: 'Only these columns of all tables, with commas between',
  },
  'split-tables': {
    type: 'boolean',
    default: false,
    describe: 'Events in tracks, pages, screens, identifies and a table for each event, as in a warehouse',
  },
  order: { type: 'string', default: 'user', requiresArg: true, describe: 'Order of the rows: user or time' },
  partition: { type: 'string', requiresArg: true, describe: 'day: a file for each day of each table that has times' },
  shard: { type: 'string', requiresArg: true, describe: 'Only a slice of the users, such as 3/16' },
  jobs: {
    type: 'string',
    defaultDescription: 'the number of processors',
    requiresArg: true,
    describe: 'Threads that make rows; the bytes are the same',
  },
} as const;

export interface DatasetChoice extends Omit<RowsRequest, 'population' | 'generator' | 'onProgress'> {
  readonly populationFile: string;
  /** Absent when one table is to be written to the standard output. */
  readonly out: string | undefined;
}

/** @throws InputError with all that is wrong with the options */
export function datasetChoiceOf(given: Given): DatasetChoice {
  const isStdout = flagOf(given, 'stdout');
  const read = readAll({
    populationFile: () => populationFileOf(textOf(given, 'population')),
    users: () => wholeNumberOf(given, 'users', 1, mostUsers),
    days: () => wholeNumberOf(given, 'days', 1, mostDays),
    seed: () => wholeNumberOf(given, 'seed', 0, 2 ** 32 - 1),
    out: () => outOf(given, isStdout),
    format: () => oneOf<FormatName>(given, 'format', isStdout ? ['csv', 'ndjson'] : formatNames),
    tables: () => chosenTables(given, isStdout),
    columns: () => optionalTextOf(given, 'columns')?.split(','),
    order: () => oneOf(given, 'order', ['user', 'time'] as const),
    partition: () => partitionOf(given, isStdout),
    shard: () => shardOf(given),
    splitTables: () => splitTablesOf(given, isStdout),
    jobs: () =>
      given.jobs === undefined ? Math.min(availableParallelism(), mostJobs) : wholeNumberOf(given, 'jobs', 1, mostJobs),
  });
  const { seed, days, ...rest } = read;
  return { ...rest, options: { seed, days } };
}

/** Whatever looks like a file is one, so that a slip in its path is not taken for a name. */
function populationFileOf(text: string): string {
  return /\.(ya?ml|json)$/.test(text) || existsSync(text) ? text : populationFile(text);
}

function outOf(given: Given, isStdout: boolean): string | undefined {
  const out = optionalTextOf(given, 'out');
  if (out !== undefined && isStdout) throw wrong('--out and --stdout exclude each other', 'one of them');
  if (out === undefined && !isStdout) throw wrong('--out is missing', '--out with a new folder, or --stdout');
  return out;
}

function chosenTables(given: Given, isStdout: boolean): readonly TableName[] {
  const text = optionalTextOf(given, 'tables');
  if (text === undefined) return isStdout ? ['events'] : defaultTables;
  const names = text.split(',').map((name) => checked('tables', name, tableNames));
  if (isStdout && names.length > 1) throw wrong(`--stdout has room for one table, not for ${names.length}`, 'one');
  return names;
}

function partitionOf(given: Given, isStdout: boolean): 'day' | 'none' {
  if (given.partition === undefined) return 'none';
  if (isStdout) throw wrong('--stdout is no folder that could be partitioned', '--out with --partition');
  return oneOf(given, 'partition', ['day'] as const);
}

function splitTablesOf(given: Given, isStdout: boolean): boolean {
  const isSplit = flagOf(given, 'split-tables');
  if (isSplit && isStdout) throw wrong('--stdout has room for one table', '--out with --split-tables');
  return isSplit;
}

function shardOf(given: Given): { number: number; of: number } {
  const text = optionalTextOf(given, 'shard') ?? '1/1';
  const [, number = '', of = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (number !== '' && shard.number >= 1 && shard.number <= shard.of && shard.of <= mostShards) return shard;
  throw wrong(`--shard is ${JSON.stringify(text)}`, `a slice such as 3/16, of at most ${mostShards}`);
}

function oneOf<Name extends string>(given: Given, option: string, names: readonly Name[]): Name {
  return checked(option, textOf(given, option), names);
}

function checked<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw wrong(`--${option} has ${JSON.stringify(text)}${didYouMean(text, names)}`, names.join(', '));
}

function wrong(message: string, allowed: string): InputError {
  return new InputError([{ message, allowed }]);
}
