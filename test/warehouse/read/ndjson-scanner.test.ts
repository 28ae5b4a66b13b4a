import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NdjsonScanner } from '../../../src/warehouse/read/ndjson-scanner.js';
import { readRows } from './read-rows.js';

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
    ];
    const { events, errors } = read(
      ['{"user":"a","time":1}', '', ...wrong, '{ "\\u0075ser" : "b" , "time" : 2 }'].join('\n'),
    );
    expect(events).toEqual([
      ['a', 1, ''],
      ['b', 2, ''],
    ]);
    expect(errors).toHaveLength(wrong.length);
    expect(errors.at(0)).toBe('e.ndjson:3: this is no object of JSON: {"user":"a","time":1');
    expect(errors.at(-1)).toBe('e.ndjson:12: "time": the time is empty');
  });
});
