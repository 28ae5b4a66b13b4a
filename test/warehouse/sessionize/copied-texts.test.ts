import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDictionary } from '../../../src/warehouse/read/text-dictionary.js';
import { CopiedTexts, copyOfTexts } from '../../../src/warehouse/sessionize/copied-texts.js';

test('copied texts have the codes and the bytes that they had', () => {
  const texts = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { maxLength: 300 });
  fc.assert(
    fc.property(texts, (given) => {
      const dictionary = new TextDictionary();
      for (const text of given) dictionary.codeOfText(text);
      const copied = new CopiedTexts(structuredClone(copyOfTexts(dictionary)));
      expect(given.map((_, index) => copied.textOf(index + 1))).toEqual(given);
      given.forEach((text, index) => {
        const bytes = copied.bytes.subarray(copied.startOf(index + 1), copied.endOf(index + 1));
        expect(bytes.toString('utf8')).toBe(text);
      });
    }),
    { numRuns: 50 },
  );
});
