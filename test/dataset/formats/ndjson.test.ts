import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { ndjson } from '../../../src/dataset/formats/ndjson.js';
import type { Table } from '../../../src/dataset/table.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

const types: readonly Column<unknown>['type'][] = ['text', 'integer', 'number', 'boolean', 'timestamp'];
const table: Table<readonly Value[]> = {
  name: 't',
  description: '',
  columns: types.map((type, index) => ({
    name: type === 'text' ? 'a "text"' : type,
    type,
    description: '',
    of: (row: readonly Value[]) => row[index],
  })),
  rowsOf: () => [],
};

function encoded(of: typeof table, rows: readonly (readonly Value[])[]): string {
  const writer = new ByteWriter(16);
  const encode = ndjson.encoder(of);
  for (const row of rows) encode(writer, row);
  return writer.take().toString();
}

describe('NDJSON', () => {
  test('a line is what JSON makes of the row, without what is empty', () => {
    const row = fc.tuple(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.oneof(fc.maxSafeInteger(), fc.string({ maxLength: 4 })),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.boolean(),
      fc.integer({ min: 0, max: 4e12 }),
    );
    const sparse = fc.tuple(row, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(sparse, { maxLength: 5 }), (given) => {
        const rows = given.map(([values, kept]) => values.map((value, index) => (kept[index] ? value : undefined)));
        const lines = encoded(table, rows).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => JSON.parse(line))).toEqual(
          rows.map(([text, integer, number, boolean, ms]) =>
            JSON.parse(
              JSON.stringify({
                'a "text"': text,
                integer,
                number,
                boolean,
                timestamp: ms === undefined ? undefined : new Date(Number(ms)).toISOString(),
              }),
            ),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('a table of documents has those in place of its columns', () => {
    const documents = { ...table, writeDocument: (writer: ByteWriter) => writer.text('{"any":1}') };
    expect(encoded(documents, [[], []])).toBe('{"any":1}\n{"any":1}\n');
  });
});
