import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange, arrangeWithin } from '../../src/dataset/arrange.js';

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 80 }), { maxLength: 40 });

/** The rows, and an order in which some of them stay side by side. */
const rowsInOrder = texts.chain((rows) =>
  fc.nat({ max: rows.length }).map((cut) => {
    const places = rows.map((_, place) => place);
    return { rows, order: Uint32Array.from([...places.slice(cut), ...places.slice(0, cut).reverse()]) };
  }),
);

test('rows in another order keep their bytes, their keys and their lengths', () => {
  fc.assert(
    fc.property(rowsInOrder, ({ rows, order }) => {
      const wanted = [...order].map((row) => rows[row] ?? '');
      const lengths = Uint32Array.from(rows, (row) => row.length);
      const bytes = Uint8Array.from(Buffer.from(rows.join('')));
      const arranged = {
        bytes: new Uint8Array(bytes.length),
        keys: new Float64Array(rows.length),
        lengths: new Uint32Array(rows.length),
      };
      arrange({ bytes, keys: Float64Array.from(rows.keys()), lengths }, order, arranged);
      expect(Buffer.from(arranged.bytes).toString()).toBe(wanted.join(''));
      expect([...arranged.keys]).toEqual([...order]);
      expect([...arranged.lengths]).toEqual(wanted.map((row) => row.length));
    }),
  );
});

test('within one array, the second half is the first one in order', () => {
  fc.assert(
    fc.property(rowsInOrder, ({ rows, order }) => {
      const text = rows.join('');
      const bytes = Uint8Array.from(Buffer.from(text + '-'.repeat(text.length)));
      const lengths = Uint32Array.from(rows, (row) => row.length);
      const wanted = [...order].map((row) => rows[row] ?? '').join('');
      expect(Buffer.from(arrangeWithin(bytes, lengths, order)).toString()).toBe(wanted);
    }),
  );
});
