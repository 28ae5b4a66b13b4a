import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, csvTable } from '../../src/report/csv-table.js';

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

test('the table is the one that the library writes, cell by cell', () => {
  const odd = fc.constantFrom(...'=+-@\t\r\n",\u2028\uff1d\uff0b\uff0d\uff20 \'a1(_.é', '""', ' a', 'a b');
  const text = fc.oneof(
    fc.array(odd, { maxLength: 4 }).map((parts) => parts.join('')),
    fc.string({ size: 'max', maxLength: 20 }),
  );
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    { weight: 4, arbitrary: text },
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(undefined),
  );
  const row = fc.tuple(cell, cell, cell);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const table = csvTable({ '=a': (r) => r[0], 'b,c': (r) => r[1], d: (r) => r[2] }, rows);
      const whole = stringify(rows, {
        header: true,
        columns: ['=a', 'b,c', 'd'],
        escape_formulas: true,
        quoted_match: /\r/,
        record_delimiter: '\n',
        cast: { boolean: String },
      });
      expect(table).toBe(whole);
    }),
    { numRuns: 1_000 },
  );
});
