import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDictionary } from '../../../src/warehouse/read/text-dictionary.js';

test('each text has one code, the first has 1, and a code gives its text back', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'b', 'ab', 'ba'));
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

test('codes stay as they are when there are many', () => {
  const dictionary = new TextDictionary();
  for (let number = 1; number <= 50_000; number++) expect(dictionary.codeOfText(`user ${number}`)).toBe(number);
  expect(dictionary.codeOfText('user 7')).toBe(7);
  const bytes = dictionary.bytes.subarray(dictionary.startOf(50_000), dictionary.endOf(50_000));
  expect(bytes.toString()).toBe('user 50000');
});
