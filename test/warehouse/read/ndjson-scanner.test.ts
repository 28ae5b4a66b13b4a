import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NdjsonScanner } from '../../../src/warehouse/read/ndjson-scanner.js';
import { readRows } from './read-rows.js';

const control = '\u0001';

const read = (text: string, pieceLength?: number) =>
  readRows((fields) => new NdjsonScanner('e.ndjson', fields), text, pieceLength);

describe('objects on lines', () => {
  test('are what a writer of JSON has written, in whatever pieces they come', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('"', '\\', 'x\ny', '}', '{'));
    const other = fc.jsonValue({ maxDepth: 2 });
    const row = fc.record({
      other,
      user: text.filter((user) => user !== ''),
      page: fc.option(text),
      first: fc.boolean(),
    });
    const rows = fc.array(row, { minLength: 1, maxLength: 12, size: 'max' });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), (given, pieceLength) => {
        const lines = given.map(({ other: value, user, page, first }, time) =>
          JSON.stringify(first ? { value, user, time, page } : { page, time, user, value: [value, { user: 'x' }] }),
        );
        const { events, count } = read(lines.join('\n'), pieceLength);
        expect(count).toBe(0);
        expect(events).toEqual(given.map(({ user, page }, time) => [user, time, page ?? '']));
      }),
      { numRuns: 200 },
    );
  });

  test('that cannot be read are told of with their line, and the others are read', () => {
    const wrong = [
      '{"user":"a","time":1',
      '["user"]',
      '{"user":"a" "time":1}',
      '{"user":a,"time":1}',
      '{"user":"a","time":01}',
      '{"user":"a","time":1} x',
      '{"user":"a\\q","time":1}',
      '{"user":"a","time":[1}',
      '{"user":null,"time":1}',
      '{"user":"a"}',
      '{"user":"a","time":1,"other":1.}',
      '{"user":"a","time":1,"other":nul}',
      '{"user":"a","time":1,"other":}',
    ];
    const { events, errors, count } = read(
      [
        '{"user":"a","time":1}',
        '',
        ...wrong,
        '{ "\\u0075ser" : "b" , "time" : 2 }',
        // Of a key that stands there twice the last text counts, and what nobody asks for is only passed over.
        '{"user":"\\n","user":"c","time":3}',
        '{"user":"\\n","user":-7,"time":4}',
        '{"user":"\\n","user": "d","time":5,"other":"\\q"}',
      ].join('\n'),
    );
    expect(events).toEqual([
      ['a', 1, ''],
      ['b', 2, ''],
      ['c', 3, ''],
      ['-7', 4, ''],
      ['d', 5, ''],
    ]);
    expect(count).toBe(wrong.length);
    expect(errors).toHaveLength(10);
    expect(errors.at(0)).toBe('e.ndjson:3: this is no object of JSON: {"user":"a","time":1');
    expect(errors.at(-1)).toBe('e.ndjson:12: "time": the time is empty');
  });

  describe('that are nearly like those before', () => {
    /** A value as it is written, and the text that it is; nothing for what is no text. */
    interface Written {
      readonly written: string;
      readonly text?: string;
    }
    const value: fc.Arbitrary<Written> = fc.oneof(
      fc
        .string({ unit: 'grapheme', maxLength: 9, size: 'max' })
        .map((text) => ({ written: JSON.stringify(text), text })),
      fc
        .constantFrom(
          '0',
          '7',
          '1234',
          '-1',
          '1.5',
          '2e3',
          'true',
          'false',
          '{"user":"x"}',
          '["\\"}", {"time":"x"}]',
          '[]',
        )
        .map((text) => ({ written: text, text })),
      fc.constant({ written: '"a\\u0062\\"c"', text: 'ab"c' }),
      fc.constant({ written: 'null' }),
    );
    const keys = ['user', 'page', 'anonymous', 'users', 'other'];
    const row = fc
      .record({
        values: fc.array(value, { minLength: keys.length, maxLength: keys.length }),
        has: fc.array(fc.boolean(), { minLength: keys.length, maxLength: keys.length }),
        first: fc.nat({ max: keys.length - 1 }),
        separators: fc.constantFrom([',', ':'], [', ', ': '], [' ,\t', ' :']),
        ends: fc.constantFrom(['', ''], ['', '\r'], [' ', ' '], ['', '  \r']),
      })
      .map(({ values, has, first, separators: [comma = '', colon = ''], ends: [start = '', end = ''] }) => {
        const all = keys.flatMap((key, index) => (has[index] ? [[key, values[index]] as const] : []));
        const pairs = [...all.slice(first), ['time', { written: '12', text: '12' }] as const, ...all.slice(0, first)];
        const row = pairs.map(([key, each]) => `${JSON.stringify(key)}${colon}${each?.written}`).join(comma);
        return { row: `${start}{${row}}${end}`, texts: new Map(pairs.map(([key, each]) => [key, each?.text ?? ''])) };
      });

    test('are read as they are written', () => {
      fc.assert(
        fc.property(fc.array(row, { minLength: 2, maxLength: 12, size: 'max' }), (rows) => {
          const { events } = read(rows.map((each) => each.row).join('\n'));
          const expected = rows.map(({ texts }) => [
            texts.get('user') || texts.get('anonymous') || '',
            12,
            texts.get('page') ?? '',
          ]);
          expect(events).toEqual(expected.filter(([user]) => user !== ''));
        }),
        { numRuns: 300 },
      );
    });

    test('are as malformed as they would be alone', () => {
      const spoilt = fc
        .record({
          row,
          at: fc.nat(),
          count: fc.nat({ max: 3 }),
          added: fc.constantFrom('', '"', '\\', ',', '}', ' ', '0', 'x', '{', control),
        })
        .map(({ row: { row: each }, at, count, added }) => {
          const from = at % (each.length + 1);
          return `${each.slice(0, from)}${added}${each.slice(from + count)}`.replaceAll('\n', ' ');
        });
      const one = fc.oneof(
        row.map((each) => each.row),
        spoilt,
      );
      fc.assert(
        fc.property(fc.array(one, { minLength: 2, maxLength: 8, size: 'max' }), (rows) => {
          // Twice, so that all keys have been met before.
          const lines = [...rows, ...rows];
          const together = read(lines.join('\n'));
          const alone = lines.map((line, number) => read('\n'.repeat(number) + line));
          expect(together.events).toEqual(alone.flatMap(({ events }) => events));
          expect(together.count).toBe(alone.reduce((sum, { count }) => sum + count, 0));
          expect(together.errors).toEqual(alone.flatMap(({ errors }) => errors).slice(0, 10));
          for (const [index, line] of lines.entries()) {
            // Of what is within brackets, and of what nobody asks for, only the end is looked for.
            if (['\\', '[', '{', control].some((mark) => line.includes(mark, 2)) || line.trim() === '') continue;
            const { errors } = alone[index] as { errors: readonly string[] };
            expect(errors.some((error) => error.includes('no object of JSON'))).toBe(!isObject(line));
          }
        }),
        { numRuns: 150 },
      );
    });
  });
});

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
