import { expect, test } from 'vitest';
import { table } from '../../src/cli/table.js';

test('columns are aligned, and the last one is as long as it likes', () => {
  expect(
    table([
      ['a', 'long cell', 'x'],
      ['bbb', 'b', 'the last'],
    ]),
  ).toBe('a    long cell  x\nbbb  b          the last\n');
});

test('no line ends in blanks, and no rows are no text', () => {
  expect(
    table([
      ['a', ''],
      ['bb', 'c'],
    ]),
  ).toBe('a\nbb  c\n');
  expect(table([])).toBe('');
});
