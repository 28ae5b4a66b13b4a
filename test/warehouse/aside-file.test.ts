import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { beginAside, checkWritable, openAside, putInPlace, removeAllAside } from '../../src/warehouse/aside-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-aside-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

test('what is whole stays when a process ends, and what is not goes', () => {
  const whole = openAside(at('whole.csv'));
  closeSync(whole);
  putInPlace(at('whole.csv'));
  closeSync(openAside(at('begun.csv')));
  writeFileSync(beginAside(at('of-another.parquet')), 'PAR1');
  expect(readdirSync(folder)).toHaveLength(3);
  removeAllAside();
  expect(readdirSync(folder)).toEqual(['whole.csv']);
});

test('a target that cannot be written is told of, and one that can stays as it is', () => {
  writeFileSync(at('old.csv'), 'old');
  checkWritable(at('old.csv'));
  expect(readFileSync(at('old.csv'), 'utf8')).toBe('old');
  expect(() => checkWritable(at('none/new.csv'))).toThrow(/^cannot write .*none\/new\.csv: /);
  expect(() => checkWritable(folder)).toThrow(/^cannot write /);
});
