import { expect, test } from 'vitest';
import { chosenReporters } from '../../src/cli/chosen-reporters.js';
import { inputErrorOf } from '../spec/input-folder.js';

const ids = (reporter: string | undefined, otherwise = 'csv,json') =>
  chosenReporters(reporter === undefined ? {} : { reporter }, otherwise).map(({ id }) => id);

test('each reporter once, in the order of the words; none is none', () => {
  expect(ids(undefined)).toEqual(['csv', 'json']);
  expect(ids('blob,csv,blob')).toEqual(['blob', 'csv']);
  expect(ids('none')).toEqual([]);
});

test('what is no reporter is told', () => {
  expect(inputErrorOf(undefined, () => ids('blub'))).toContain('unknown reporter "blub" (did you mean "blob"?)');
});
