import { expect, test } from 'vitest';
import { csvTable } from '../../src/report/csv-table.js';

const columns = { one: ({ one }: { one: string | number }) => one, two: () => undefined };

test('a header, a line for each row, empty cells for what is absent', () => {
  expect(csvTable(columns, [{ one: 'a,b' }, { one: -1 }])).toBe('one,two\n"a,b",\n-1,\n');
  expect(csvTable(columns, [])).toBe('one,two\n');
});

test('a text that a spreadsheet would take for a formula is neutralised, a number is not', () => {
  expect(csvTable(columns, [{ one: '=1+1' }, { one: '-1' }])).toBe("one,two\n'=1+1,\n'-1,\n");
});

test('a carriage return is in quotes', () => {
  expect(csvTable(columns, [{ one: 'a\rb' }])).toBe('one,two\n"a\rb",\n');
});
