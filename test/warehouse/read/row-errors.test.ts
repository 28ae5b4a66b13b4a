import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-rows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('stop ends with the row, its place and what is wrong', () => {
  expect(() => new RowErrors('stop').add('e.csv', 7, 'there is no user', 'a,b')).toThrow(
    'e.csv:7: there is no user; allowed: a row that can be read, or --on-error skip',
  );
});

test('skip counts all, and shows the first ten', () => {
  const errors = new RowErrors('skip', path.join(folder, 'none'));
  for (let line = 1; line <= 12; line++) errors.add('e.csv', line, 'wrong', '');
  expect(errors.count).toBe(12);
  expect(errors.shown).toHaveLength(10);
  expect(errors.shown.at(-1)).toBe('e.csv:10: wrong');
  errors.silence();
  errors.add('e.csv', 13, 'wrong', '');
  expect(errors.count).toBe(12);
  expect(readdirSync(folder)).toEqual([]);
});

test('collect keeps all of them, once, in a file that is there when it is whole', () => {
  const file = path.join(folder, 'bad.ndjson');
  const errors = new RowErrors('collect', file);
  errors.add('e.csv', 1, 'read from the beginning once more', '');
  errors.restart();
  errors.add('e.csv', 2, 'wrong', 'a,"b"');
  expect(existsSync(file)).toBe(false);
  errors.close();
  errors.abandon();
  expect(readFileSync(file, 'utf8')).toBe('{"file":"e.csv","line":2,"error":"wrong","row":"a,\\"b\\""}\n');
  const given = new RowErrors('collect', path.join(folder, 'given-up'));
  given.add('e.csv', 1, 'wrong', '');
  given.abandon();
  expect(readdirSync(folder)).toEqual(['bad.ndjson']);
  expect(() => new RowErrors('collect', path.join(folder, 'no', 'bad'))).toThrow(
    /cannot write .*bad: it does not exist/,
  );
});
