import { expect, test } from 'vitest';
import { shownFile, standardInputFile } from '../../../src/warehouse/read/shown-file.js';

test('the standard input has no path that anybody knows', () => {
  expect(shownFile(standardInputFile('somewhere', 'csv'))).toBe('standard input');
  expect(shownFile('data/e.csv')).toBe('data/e.csv');
});
