import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { comparisons, fieldsOfNumber } from '../../../src/dataset/formats/changed-fields.js';

type Row = readonly Value[];

function columnsOf(count: number): Column<Row>[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `c${index}`,
    type: 'text',
    description: '',
    of: (row) => row[index],
  }));
}

test('a field has its bit where it is not that of the row before, or is not compared', () => {
  const value = fc.constantFrom<Value>(undefined, '', 'x', 0, 1, true, false, 1.5, Number.NaN);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }).chain((count) =>
        fc.tuple(
          fc.array(fc.boolean(), { minLength: count, maxLength: count }),
          fc.array(fc.array(value, { minLength: count, maxLength: count }), {
            minLength: 1,
            maxLength: 5,
            size: 'max',
          }),
        ),
      ),
      ([isAnew, rows]) => {
        const before: Value[] = isAnew.map(() => undefined);
        const compare = comparisons(columnsOf(isAnew.length), isAnew, before);
        let last = [...before];
        for (const row of rows) {
          const bits = compare.map((part) => part(row));
          const changed = isAnew.map(
            (_, index) => ((bits[Math.floor(index / fieldsOfNumber)] ?? 0) >>> (index % 32)) & 1,
          );
          expect(changed).toEqual(isAnew.map((is, index) => Number(is || row[index] !== last[index])));
          last = row.map((each, index) => (isAnew[index] ? undefined : each));
          expect(before).toEqual(last);
        }
      },
    ),
  );
});

test('no field is asked for that is not compared', () => {
  const column: Column<Row> = {
    name: 'c',
    type: 'text',
    description: '',
    of: () => {
      throw new Error('nobody wants to know');
    },
  };
  const [compare] = comparisons([column], [true], [undefined]);
  expect(compare?.([])).toBe(1);
});
