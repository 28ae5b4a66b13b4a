import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { csv } from '../../src/dataset/formats/csv.js';
import { OutputFolder } from '../../src/dataset/output-folder.js';
import { TableFiles } from '../../src/dataset/table-files.js';
import { withFolder } from '../promises/command-line.js';

const table = { name: 'rows', description: '', columns: [], rowsOf: () => [] };
const timed = { ...table, timeMsOf: () => 0 };
const dayMs = 86_400_000;

async function namesOf(of: typeof table, writes: readonly number[]): Promise<string[]> {
  return withFolder(async (folder) => {
    const output = new OutputFolder(folder);
    const files = new TableFiles(of, { encoding: csv, output, partition: 'day' });
    for (const startMs of writes) files.write({ bytes: Buffer.from('x\n'), rows: 1, startMs });
    const records = files.close();
    expect(records.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(writes.length);
    for (const { name, bytes } of records) expect(readFileSync(output.workingFile(name))).toHaveLength(bytes);
    return records.map(({ name }) => name);
  });
}

test('there is a file for each day of a table that has times', async () => {
  expect(await namesOf(timed, [0, 5, dayMs, 3 * dayMs])).toEqual([
    'rows/day=1970-01-01/rows.csv',
    'rows/day=1970-01-02/rows.csv',
    'rows/day=1970-01-04/rows.csv',
  ]);
});

test('there is one file of every other table, and of one without rows', async () => {
  expect(await namesOf(table, [0, dayMs])).toEqual(['rows.csv']);
  await withFolder(async (folder) => {
    const output = new OutputFolder(folder);
    const files = new TableFiles(timed, { encoding: csv, output, partition: 'none' });
    expect(files.close()).toMatchObject([{ name: 'rows.csv', rows: 0, bytes: 1 }]);
  });
});
