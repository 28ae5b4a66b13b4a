import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Value } from '../../../src/dataset/columns.js';
import { rowFormats } from '../../../src/dataset/formats/index.js';
import type { Table } from '../../../src/dataset/table.js';
import { ByteWriter, noDigits, twelveDigits } from '../../../src/record/byte-writer.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const table: Table<readonly Value[]> = {
  name: 't',
  description: '',
  columns: names.map((name, index) => ({
    name,
    type: 'text',
    description: '',
    isUnique: name === 'c',
    of: (row) => row[index],
  })),
  rowsOf: () => [],
};

test.each(rowFormats)('$id: what is copied from the row above is what would be written', (format) => {
  // Few values, so that rows have much in common; long ones are copied in another way.
  const value = fc.constantFrom(undefined, 'x', 'y', 'z'.repeat(40), '"');
  const rows = fc.array(fc.tuple(value, value, value, value, value), { minLength: 1, maxLength: 12 });
  const taken = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(rows, taken, (given, isTaken) => {
      const writer = new ByteWriter(1);
      const encode = format.encoder(table);
      let text = '';
      for (const [index, row] of given.entries()) {
        encode(writer, row);
        if (isTaken[index]) text += writer.take().toString();
      }
      text += writer.take().toString();
      const alone = given.map((row) => {
        const own = new ByteWriter(1);
        format.encoder(table)(own, row);
        return own.take().toString();
      });
      expect(text).toBe(alone.join(''));
    }),
    { numRuns: 500 },
  );
});

type Parts = readonly [begin: string, middle: string, last: number];

test.each(rowFormats)('$id: a text in parts is written as the same text in one', (format) => {
  const part = fc.constantFrom('', 'x', 'a b', ',', '"', '\n', 'č', 'z'.repeat(40));
  const end = fc.constantFrom(noDigits, 0, 11, 2 ** 32 + 1);
  const texts = fc.array(fc.tuple(part, part, end), { minLength: 1, maxLength: 6 });
  const described = { name: 'id', type: 'text', description: '', isUnique: true } as const;
  const inOne = { ...described, of: ([begin, middle, last]: Parts) => begin + middle + twelveDigits(last) };
  const inParts = {
    ...described,
    of: ([begin]: Parts) => begin,
    rest: { middleOf: ([, middle]: Parts) => middle, endOf: ([, , last]: Parts) => last },
  };
  fc.assert(
    fc.property(texts, (rows) => {
      const [one, parts] = [inOne, inParts].map((column) => {
        const writer = new ByteWriter(1);
        const encode = format.encoder({ name: 't', description: '', columns: [column], rowsOf: () => [] });
        for (const row of rows) encode(writer, row);
        return writer.take().toString();
      });
      expect(parts).toBe(one);
    }),
  );
});
