import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { datasetChoiceOf } from '../../src/cli/dataset-options.js';
import { packageRoot } from '../../src/spec/package-root.js';

/** As yargs hands them over. */
const given = { population: 'game', users: '1000', days: '30', seed: '1', format: 'csv', order: 'user', out: 'data' };

describe('the options of a dataset', () => {
  test('have defaults', () => {
    const { source, ...choice } = datasetChoiceOf({ ...given, jobs: '2' });
    expect(path.relative(packageRoot, source.population)).toBe(path.join('scenarios', 'populations', 'game.yaml'));
    expect(choice).toEqual({
      users: 1_000,
      out: 'data',
      format: 'csv',
      tables: ['events', 'sessions', 'visits', 'visit_sessions', 'users'],
      columns: undefined,
      order: 'user',
      partition: 'none',
      shard: { number: 1, of: 1 },
      splitTables: false,
      jobs: 2,
    });
  });

  test('are lists with commas, and a slice', () => {
    const choice = datasetChoiceOf({
      ...given,
      tables: 'users,events',
      columns: 'a,b',
      shard: '3/16',
      partition: 'day',
    });
    expect(choice).toMatchObject({
      tables: ['users', 'events'],
      columns: ['a', 'b'],
      shard: { number: 3, of: 16 },
      partition: 'day',
    });
  });

  test('of a pipe are for one table', () => {
    const { out: _out, ...piped } = { ...given, stdout: true };
    expect(datasetChoiceOf(piped)).toMatchObject({ out: undefined, tables: ['events'] });
  });

  test.each([
    [{ population: 'gane' }, 'unknown population "gane" (did you mean "game"?)'],
    [{ users: '0' }, '--users is "0"; allowed: a whole number from 1 to 1000000000'],
    [{ format: 'parket' }, '--format has "parket" (did you mean "parquet"?); allowed: csv, ndjson, parquet'],
    [{ tables: 'events,user' }, '--tables has "user" (did you mean "users"?)'],
    [{ shard: '17/16' }, '--shard is "17/16"; allowed: a slice such as 3/16, of at most 65536'],
    [{ shard: '0/4' }, '--shard is "0/4"'],
    [{ order: 'random' }, '--order has "random"; allowed: user, time'],
    [{ partition: 'hour' }, '--partition has "hour"; allowed: day'],
    [{ out: undefined }, '--out is missing; allowed: --out with a new folder, or --stdout'],
    [{ stdout: true }, '--out and --stdout exclude each other'],
    [{ out: undefined, stdout: true, format: 'parquet' }, '--format has "parquet"; allowed: csv, ndjson'],
    [{ out: undefined, stdout: true, tables: 'events,users' }, '--stdout has room for one table, not for 2'],
    [{ out: undefined, stdout: true, 'split-tables': true }, '--stdout has room for one table'],
    [{ out: undefined, stdout: true, partition: 'day' }, '--stdout is no folder that could be partitioned'],
  ])('that are wrong: %j', (wrong, message) => {
    expect(() => datasetChoiceOf({ ...given, ...wrong })).toThrow(message);
  });

  test('that are wrong are told in one go', () => {
    const wrong = { ...given, users: 'x', days: 'x', seed: 'x', order: 'x', shard: 'x' };
    expect(() => datasetChoiceOf(wrong)).toThrow(/--users.*\n.*--days.*\n.*--seed.*\n.*--order.*\n.*--shard/);
  });
});
