import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeCandidates } from '../../src/mutants/merge-candidates.js';

const catchesOf = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([file, mutants]) => [file, new Set(mutants)]));

describe('candidates to merge', () => {
  test('are files that catch a part of what another catches', () => {
    expect(mergeCandidates(catchesOf({ part: 'a', whole: 'ab', other: 'c' }))).toEqual([
      { scenario: 'part', catches: ['a'], mergeInto: 'whole' },
    ]);
  });

  test('of those that catch the same, the first stays', () => {
    expect(mergeCandidates(catchesOf({ z: 'ab', y: 'ba', x: 'ab' }))).toEqual([
      { scenario: 'x', catches: ['a', 'b'], mergeInto: 'z' },
      { scenario: 'y', catches: ['a', 'b'], mergeInto: 'z' },
    ]);
  });

  test('name the file that catches most, which is none itself', () => {
    expect(mergeCandidates(catchesOf({ few: 'a', some: 'ab', most: 'abc' }))).toEqual([
      { scenario: 'few', catches: ['a'], mergeInto: 'most' },
      { scenario: 'some', catches: ['a', 'b'], mergeInto: 'most' },
    ]);
  });

  test('a file that catches nothing has nowhere to go', () => {
    expect(mergeCandidates(catchesOf({ nothing: '', one: 'a' }))).toEqual([{ scenario: 'nothing', catches: [] }]);
  });

  test('without any of them the others catch as much', () => {
    const files = fc
      .array(fc.subarray(['a', 'b', 'c', 'd', 'e']), { maxLength: 8, size: 'max' })
      .map((all) => new Map(all.map((mutants, index) => [`file${index}`, new Set(mutants)])));
    fc.assert(
      fc.property(files, (all) => {
        const candidates = mergeCandidates(all);
        const merged = new Set(candidates.map(({ scenario }) => scenario));
        const kept = [...all].filter(([file]) => !merged.has(file)).flatMap(([, mutants]) => [...mutants]);
        expect(new Set(kept)).toEqual(new Set([...all.values()].flatMap((mutants) => [...mutants])));
        for (const { mergeInto, catches } of candidates) {
          expect(mergeInto === undefined).toBe(catches.length === 0);
          expect(merged.has(mergeInto ?? '')).toBe(false);
          for (const mutant of catches) expect(all.get(mergeInto ?? '')?.has(mutant)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
