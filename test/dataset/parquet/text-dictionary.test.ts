import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDictionary } from '../../../src/dataset/parquet/text-dictionary.js';

/** Each after its length, as `PLAIN` has them. */
function plain(texts: readonly string[]): Buffer {
  return Buffer.concat(
    texts.flatMap((text) => {
      const length = Buffer.alloc(4);
      length.writeInt32LE(Buffer.byteLength(text));
      return [length, Buffer.from(text)];
    }),
  );
}

/** The different texts in the order of their numbers, and the numbers of all. */
function dictionaryOf(texts: readonly string[]): { entries: string[]; codes: number[] } | undefined {
  const bytes = plain(texts);
  const dictionary = textDictionary(bytes, texts.length);
  if (dictionary === undefined) return undefined;
  const { starts, codes } = dictionary;
  const entries = [...starts].map((start) => bytes.toString('utf8', start + 4, start + 4 + bytes.readInt32LE(start)));
  return { entries, codes: [...codes] };
}

test('each text has the number of its entry, and entries are in the order in which they come first', () => {
  const text = fc.oneof(fc.constantFrom('', 'a', 'aaaa', 'aaab', 'aaaaaaaa', 'č', 'žč'), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40, size: 'max' }), (texts) => {
      // Twice, so that a dictionary is worth it.
      const given = [...texts, ...texts];
      const found = dictionaryOf(given);
      expect(found?.entries).toEqual([...new Set(texts)]);
      expect(found?.codes.map((code) => found.entries[code])).toEqual(given);
    }),
    { numRuns: 500 },
  );
});

test('more than half of them, or more than so many, are not worth it', () => {
  expect(dictionaryOf(['a', 'b', 'c', 'a'])).toBeUndefined();
  expect(dictionaryOf(['a', 'b', 'a', 'b'])?.entries).toEqual(['a', 'b']);
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `/p/${index}`);
  const many = numbers(16_384);
  expect(dictionaryOf([...many, ...many])?.entries).toEqual(many);
  const more = numbers(16_385);
  expect(dictionaryOf([...more, ...more])).toBeUndefined();
});
