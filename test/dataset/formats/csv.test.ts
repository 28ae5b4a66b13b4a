import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../../src/dataset/byte-writer.js';
import type { Column, Value } from '../../../src/dataset/columns.js';
import { csv } from '../../../src/dataset/formats/csv.js';
import type { Table } from '../../../src/dataset/table.js';

/** A parser that only this test knows, written from RFC 4180: nothing between commas is `undefined`. */
function parse(text: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = [];
  let row: (string | undefined)[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      let field = '';
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('a quoted field has no end');
        if (text[at] === '"') at += 1;
        field += text[at];
      }
      row.push(field);
      at += 1;
    } else {
      const end = text.slice(at).search(/[,\n]/) + at;
      const field = text.slice(at, end);
      if (/["\r]/.test(field)) throw new Error(`a field has to be quoted: ${JSON.stringify(field)}`);
      row.push(field === '' ? undefined : field);
      at = end;
    }
    if (text[at] === '\n') {
      rows.push(row);
      row = [];
    } else if (text[at] !== ',') throw new Error(`neither a comma nor an end of line at ${at}`);
    // A comma at the end of the text has an empty field after it, and never comes, because every line has an end.
    at += 1;
    if (text[at - 1] === ',' && text[at] === '\n') row.push(undefined);
    if (row.length > 0 && text[at - 1] === ',' && text[at] === '\n') {
      rows.push(row);
      row = [];
      at += 1;
    }
  }
  return rows;
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
