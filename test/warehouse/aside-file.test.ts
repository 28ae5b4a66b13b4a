import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  asideOf,
  beginAside,
  checkWritable,
  openAside,
  putInPlace,
  removeAllAside,
  removeAside,
} from '../../src/warehouse/aside-file.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-aside-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is in its place only when it is whole', () => {
  const target = path.join(folder, 't.csv');
  writeFileSync(target, 'before');
  const handle = openAside(target);
  writeSync(handle, 'after');
  closeSync(handle);
  expect(readFileSync(target, 'utf8')).toBe('before');
  putInPlace(target);
  expect(readFileSync(target, 'utf8')).toBe('after');
  closeSync(openAside(target));
  expect(readdirSync(folder)).toEqual(['t.csv', path.basename(asideOf(target))]);
  removeAside(target);
  expect(readdirSync(folder)).toEqual(['t.csv']);
});

test('what is whole stays when a process ends, and what is not goes', () => {
  const at = (name: string): string => path.join(folder, name);
  closeSync(openAside(at('whole.csv')));
  putInPlace(at('whole.csv'));
  closeSync(openAside(at('begun.csv')));
  writeFileSync(beginAside(at('of-another.parquet')), 'PAR1');
  expect(readdirSync(folder)).toHaveLength(3);
  removeAllAside();
  expect(readdirSync(folder)).toEqual(['whole.csv']);
});

test('what cannot be written is told of early, and nothing is left behind', () => {
  mkdirSync(path.join(folder, 'there.csv'));
  expect(() => checkWritable(path.join(folder, 'there.csv'))).toThrow(/cannot write .*there\.csv: it is a folder/);
  expect(() => checkWritable(path.join(folder, 'no', 't.csv'))).toThrow(/cannot write .*t\.csv: it does not exist/);
  checkWritable(path.join(folder, 't.csv'));
  expect(readdirSync(folder)).toEqual(['there.csv']);
});
