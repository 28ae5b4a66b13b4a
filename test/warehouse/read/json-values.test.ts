import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoded, isLiteral } from '../../../src/warehouse/read/json-values.js';

/** What the parser of the language says, and nothing where it says that this is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test('numbers and words are literals where the parser takes them', () => {
  const digit = fc.constantFrom('0', '1', '9', '-', '.', 'e', '+');
  const text = fc.oneof(
    fc.string({ unit: digit, maxLength: 6, size: 'max' }),
    fc.double().map(String),
    fc.constantFrom('null', 'true', 'false', 'nul', 'nulls', 'True', 'truth', 'NaN', '', '1.', '-', '-01'),
  );
  fc.assert(
    fc.property(text, (each) => {
      const bytes = Buffer.from(`9${each}9`);
      expect(isLiteral(bytes, 1, bytes.length - 1)).toBe(parsed(each) !== undefined);
    }),
    { numRuns: 500 },
  );
});

test('escapes are resolved as the parser does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'ä', '\\', 'n', '"', 'u0061'), maxLength: 6, size: 'max' }),
      (each) => {
        const bytes = Buffer.from(`"${each}"`);
        expect(decoded(bytes, 1, bytes.length - 1)).toBe(parsed(`"${each}"`));
      },
    ),
  );
});
