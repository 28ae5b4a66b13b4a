import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { csv } from '../../../src/dataset/formats/csv.js';
import type { Table } from '../../../src/dataset/table.js';
import { ByteWriter } from '../../../src/record/byte-writer.js';

/** A parser that only this test knows, written from RFC 4180: nothing between commas is `undefined`. */
function parse(text: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [[]];
  let length = 0;
  for (const [all, field = '', separator] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)([,\n])/gy)) {
    length += all.length;
    const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    rows.at(-1)?.push(field === '' ? undefined : value);
    if (separator === '\n') rows.push([]);
  }
  expect(length).toBe(text.length);
  return rows.slice(0, -1);
}

function tableOf(types: readonly Column<unknown>['type'][]): Table<readonly Value[]> {
  const columns = types.map((type, index) => ({
    name: `c${index}`,
    type,
    description: '',
    of: (row: readonly Value[]) => row[index],
  }));
  return { name: 't', description: '', columns, rowsOf: () => [] };
}

function encoded(table: Table<readonly Value[]>, rows: readonly (readonly Value[])[]): string {
  const writer = new ByteWriter(16);
  const encode = csv.encoder(table);
  for (const row of rows) encode(writer, row);
  return Buffer.from(csv.header(table)).toString() + writer.take().toString();
}

describe('CSV', () => {
  test('any texts are read as they were, and empty fields as empty', () => {
    const odd = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', 'ž', '🐎'), maxLength: 8 });
    const field = fc.option(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 12 })), { nil: undefined });
    const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (given) => {
        const [header, ...read] = parse(encoded(tableOf(['text', 'text', 'text']), given));
        expect(header).toEqual(['c0', 'c1', 'c2']);
        expect(read).toEqual(given);
      }),
      { numRuns: 1_000 },
    );
  });

  test('every type has its text', () => {
    const table = tableOf(['text', 'integer', 'number', 'boolean', 'timestamp']);
    const rows: Value[][] = [
      ['', 12, 9.5, true, 0],
      [undefined, undefined, undefined, undefined, undefined],
      ['a,b', 'no, number', 'x', false, 1_772_442_000_123],
    ];
    expect(encoded(table, rows)).toBe(
      'c0,c1,c2,c3,c4\n"",12,9.5,true,1970-01-01T00:00:00.000Z\n,,,,\n"a,b","no, number",x,false,2026-03-02T09:00:00.123Z\n',
    );
  });
});
