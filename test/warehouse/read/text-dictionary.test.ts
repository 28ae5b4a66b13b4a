import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDictionary } from '../../../src/warehouse/read/text-dictionary.js';

test('each text has one code, the first has 1, and a code gives its text back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('a', 'b', '\0'), maxLength: 14, size: 'max' }),
    // These differ in a single place, in whatever way a text of their length is compared.
    fc
      .tuple(fc.nat({ max: 19 }), fc.nat({ max: 19 }))
      .map(([length, at]) => `${'a'.repeat(length).slice(at)}b${'a'.repeat(at)}`),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 100, size: 'max' }), (texts) => {
      const dictionary = new TextDictionary();
      const codes = texts.map((each) => dictionary.codeOfText(each));
      const distinct = [...new Set(texts)];
      expect(codes).toEqual(texts.map((each) => distinct.indexOf(each) + 1));
      expect(distinct.map((_, index) => dictionary.textOf(index + 1))).toEqual(distinct);
      expect(dictionary.size).toBe(distinct.length);
    }),
    { numRuns: 50 },
  );
});

test('codes stay as they are when there are many, of which parts are the same', () => {
  const dictionary = new TextDictionary();
  const parts = Array.from({ length: 100 }, (_, number) => `${1_000 + number}`);
  const texts = parts.flatMap((one) => [one, ...parts.flatMap((other) => [`${one}${other}`, `${one} and ${other}`])]);
  const codes = texts.map((_, index) => index + 1);
  expect(texts.map((text) => dictionary.codeOfText(text))).toEqual(codes);
  expect(texts.map((text) => dictionary.codeOfText(text))).toEqual(codes);
  const bytes = dictionary.bytes.subarray(dictionary.startOf(codes.length), dictionary.endOf(codes.length));
  expect(bytes.toString()).toBe('1099 and 1099');
});
