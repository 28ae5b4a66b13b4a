import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvScanner } from '../../../src/warehouse/read/csv-scanner.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { UnseenColumns } from '../../../src/warehouse/read/unseen-columns.js';
import { columns, readRows } from './read-rows.js';

const read = (text: string, pieceLength?: number) =>
  readRows(
    (fields) => new CsvScanner('e.csv', fields, new UnseenColumns(columns, [inputFile('e.csv')])),
    text,
    pieceLength,
  );

describe('rows of CSV', () => {
  test('are what a writer of CSV has written, in whatever pieces they come', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom('a,b', '"', 'x\ny', '""', ' '),
    );
    const row = fc.record({ other: field, user: field.filter((user) => user !== ''), page: field });
    const rows = fc.array(row, { minLength: 1, maxLength: 12, size: 'max' });
    const ends = fc.constantFrom('\n' as const, '\r\n' as const);
    fc.assert(
      fc.property(rows, ends, fc.integer({ min: 1, max: 40 }), fc.boolean(), (given, end, pieceLength, isClosed) => {
        const table = given.map(({ other, user, page }, index) => [other, user, '', index, page]);
        const text = stringify([['other', 'user', 'anonymous', 'time', 'page'], ...table], {
          record_delimiter: end,
          quoted_match: /[\r\n]/,
        });
        const { events, count } = read(isClosed ? text : text.slice(0, -end.length), pieceLength);
        expect(count).toBe(0);
        expect(events).toEqual(given.map(({ user, page }, index) => [user, index, page]));
      }),
      { numRuns: 200 },
    );
  });

  test('are read among others as they are alone, malformed or not', () => {
    const header = 'other,user,anonymous,time,page\n';
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', '!', '-', '\r', 'ä'), maxLength: 7, size: 'max' }),
      fc.constantFrom('', '""', '"a,b"', '"a"', '"say ""a"""', '"a\nb"', '"a\n\nb"', '"a"b', 'a"b', 'a"b"', '"', '1'),
    );
    const fields = fc.array(field, { minLength: 4, maxLength: 6, size: 'max' });
    const row = fc
      .tuple(fields, fc.constantFrom('', '\r'))
      .map(([values, end]) => values.with(3, '1764547200123').join(',') + end)
      .filter((each) => read(header + each).errors.every((error) => !error.includes('never closed')));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8, size: 'max' }), (rows) => {
        const together = read(`${header}${rows.join('\n')}\n`);
        // Without a line feed after it, a row is read in the way in which all can be read.
        const alone = rows.map((each, number) => {
          const before = rows.slice(0, number).map((other) => other.replaceAll(/[^\n]/g, ''));
          return read(header + [...before, each].join('\n'));
        });
        expect(together.events).toEqual(alone.flatMap(({ events }) => events));
        expect(together.errors).toEqual(alone.flatMap(({ errors }) => errors));
      }),
      { numRuns: 200 },
    );
  });

  test('that cannot be read are told of with their line, and the others are read', () => {
    const { events, errors } = read(
      [
        'user,anonymous,time,page',
        'a,,1,/',
        'b,,2',
        '"c\nc",,3,"/x"',
        'd,,4,/,more',
        ',,5,/',
        'e,,soon,/',
        'f,,7,/"x',
        '"g"g,,8,/',
        '',
        ',h,9,"say ""hi"""',
        'i,,10,"never closed',
      ].join('\n'),
    );
    expect(events).toEqual([
      ['a', 1, '/'],
      ['c\nc', 3, '/x'],
      ['h', 9, 'say "hi"'],
    ]);
    expect(errors).toEqual([
      'e.csv:3: there are 3 fields, and the header has 4',
      'e.csv:6: there are 5 fields, and the header has 4',
      'e.csv:7: there is no user: "user" and "anonymous" are empty',
      'e.csv:8: "time": "soon" is no time',
      'e.csv:9: a quotation mark stands within a field that does not begin with one',
      'e.csv:10: there is more after the quotation mark that closes a field',
      'e.csv:13: a quotation mark is never closed',
    ]);
  });

  test('have a header, which may begin with a mark and have names between quotation marks', () => {
    expect(read('\ufeff"user","anonymous",time,"page"\r\na,,1,\r\n').events).toEqual([['a', 1, '']]);
    expect(() => read('user,anonymous,tme,page\n')).toThrow(
      'e.csv has no column "time" (did you mean "tme"?); allowed: user, anonymous, tme, page',
    );
  });
});
