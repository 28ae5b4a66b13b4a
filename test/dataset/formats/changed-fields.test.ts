import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { comparisons, fieldsOfNumber, type Noted } from '../../../src/dataset/formats/changed-fields.js';

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
  const noted = fc.constantFrom<Noted>('value', 'value', 'instant', 'nothing');
  const value = fc.constantFrom<Value>(undefined, '', 'x', 0, 1, true, false, 1.5, Number.NaN);
  const table = fc.integer({ min: 1, max: 70 }).chain((count) => {
    const length = { minLength: count, maxLength: count };
    const rows = fc.array(fc.array(value, length), { minLength: 1, maxLength: 5, size: 'max' });
    return fc.tuple(fc.array(noted, length), rows);
  });
  fc.assert(
    fc.property(table, ([what, rows]) => {
      const values: Value[] = what.map(() => undefined);
      const instants = new Float64Array(what.length);
      const compare = comparisons(columnsOf(what.length), what, values, instants);
      let last = [...values];
      for (const row of rows) {
        const bits = compare.map((part) => part(row));
        const changed = what.map((_, index) => ((bits[Math.floor(index / fieldsOfNumber)] ?? 0) >>> (index % 32)) & 1);
        expect(changed).toEqual(what.map((each, index) => Number(each !== 'value' || row[index] !== last[index])));
        last = row.map((each, index) => (what[index] === 'value' ? each : undefined));
        expect(values).toEqual(last);
        expect([...instants]).toEqual(row.map((each, index) => (what[index] === 'instant' ? Number(each) : 0)));
      }
    }),
  );
});

test('a field of which nothing is noted is not asked for', () => {
  const column: Column<Row> = {
    name: 'c',
    type: 'text',
    description: '',
    of: () => {
      throw new Error('nobody wants to know');
    },
  };
  const [compare] = comparisons([column], ['nothing'], [undefined], new Float64Array(1));
  expect(compare?.([])).toBe(1);
});
