import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFolder, prepareFolder, writeReports } from '../../src/report/write.js';
import { InputError } from '../../src/spec/input-error.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapse-reports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('creates the folder and writes every file, over what was there', () => {
  const below = join(folder, 'a', 'b');
  writeReports(below, new Map([['one.csv', 'old\n']]));
  writeReports(
    below,
    new Map([
      ['one.csv', 'é\n'],
      ['two.json', '{}\n'],
    ]),
  );
  expect(readdirSync(below).sort()).toEqual(['one.csv', 'two.json']);
  expect(readFileSync(join(below, 'one.csv'), 'utf8')).toBe('é\n');
});

it('names the file that could not be written, leaves nothing half written and keeps what was there', () => {
  mkdirSync(join(folder, 'two.json', 'in-the-way'), { recursive: true });
  const files = new Map([
    ['one.csv', '1\n'],
    ['two.json', '{}\n'],
  ]);
  expect(() => writeReports(folder, files)).toThrow(`${join(folder, 'two.json')} could not be written: `);
  expect(readdirSync(folder).sort()).toEqual(['one.csv', 'two.json']);
  expect(readdirSync(join(folder, 'two.json'))).toEqual(['in-the-way']);
});

it('names the folder that could not be created', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(() => writeReports(join(file, 'below'), new Map())).toThrow(
    `the folder ${join(file, 'below')} could not be created: `,
  );
});

it('finds out whether a folder can be written, and leaves nothing behind', () => {
  checkFolder(join(folder, 'a', 'b'), 'the corpus');
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'a-file'), '');
  for (const wrong of [join(folder, 'a-file'), join(folder, 'a-file', 'below')]) {
    expect(() => checkFolder(wrong, 'the corpus')).toThrow(/^the folder of the corpus, ".*", cannot be written \(/);
    expect(() => prepareFolder(wrong)).toThrow(InputError);
  }
  prepareFolder(join(folder, 'a', 'b'));
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
});

it.skipIf(!existsSync('/proc'))('does not wait for a file system that takes nothing', () => {
  expect(() => checkFolder('/proc/lapse/reports', 'the corpus')).toThrow(InputError);
  expect(() => prepareFolder('/proc/lapse/reports')).toThrow(InputError);
});
