import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnType, TextRest, Value } from '../../../src/dataset/columns.js';
import { binary } from '../../../src/dataset/formats/binary.js';
import { csv } from '../../../src/dataset/formats/csv.js';
import type { Table } from '../../../src/dataset/table.js';
import { ByteWriter, noDigits } from '../../../src/record/byte-writer.js';

const types: readonly ColumnType[] = ['text', 'integer', 'timestamp', 'text', 'boolean', 'number', 'text'];
const rest: TextRest<readonly Value[]> = { middleOf: (row) => String(row[8]), endOf: (row) => Number(row[7]) };
const table: Table<readonly Value[]> = {
  name: 't',
  description: '',
  columns: types.map((type, index) => ({
    name: `c${index}`,
    type,
    description: '',
    of: (row) => row[index],
    ...(index === 3 ? { rest } : {}),
  })),
  rowsOf: () => [],
};

/** Few values, so that rows have much in common; a faulty SDK sends texts in place of integers. */
const text = fc.constantFrom(undefined, '', 'x', 'a,b', '"', 'č', 'z'.repeat(70));
const row = fc.tuple(
  text,
  fc.constantFrom<Value>(undefined, 0, 12, 'no, integer', '12'),
  fc.constantFrom<Value>(undefined, 0, 1_772_442_000_123),
  fc.constantFrom<Value>('id-', 'ž', 'long'.repeat(20), undefined, 7),
  fc.constantFrom<Value>(undefined, true, false),
  fc.constantFrom<Value>(undefined, 2.5, -0.1),
  text,
  fc.constantFrom<Value>(noDigits, 0, 1, 2 ** 32),
  fc.constantFrom<Value>('', 'a-', 'b-', ',', 'č'),
);

test.each([csv, binary])(
  '$id: rows of all types are the same after any other, and wherever the memory ends',
  (format) => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12, size: 'max' }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 400 }),
        (rows, isTaken, capacity) => {
          const writer = new ByteWriter(capacity);
          const encode = format.encoder(table);
          const parts: Buffer[] = [];
          for (const [index, each] of rows.entries()) {
            encode(writer, each);
            if (isTaken[index]) parts.push(writer.take());
          }
          parts.push(writer.take());
          const alone = rows.map((each) => {
            const own = new ByteWriter(1_000);
            format.encoder(table)(own, each);
            return own.take();
          });
          expect(Buffer.concat(parts).equals(Buffer.concat(alone))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  },
);

test('a row of another writer is not the one above', () => {
  const encode = csv.encoder(table);
  const [one, other] = [new ByteWriter(), new ByteWriter()];
  const same = ['a', 1, 0, 'b', true, 2, 'c', 13, '-'];
  for (const writer of [one, other, one]) encode(writer, same);
  const line = 'a,1,1970-01-01T00:00:00.000Z,b-00000000000d,true,2,c\n';
  expect([one.take().toString(), other.take().toString()]).toEqual([line + line, line]);
});
