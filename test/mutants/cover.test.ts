import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverOf } from '../../src/mutants/cover.js';

const setsOf = (sets: Readonly<Record<string, string>>) =>
  new Map(Object.entries(sets).map(([key, letters]) => [key, new Set(letters)]));

/** Up to ten keys with some of eight letters each. */
const sets = fc
  .array(fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']), { maxLength: 10, size: 'max' })
  .map((all) => new Map(all.map((letters, index) => [`key${index}`, new Set(letters)])));

const union = (all: ReadonlyMap<string, ReadonlySet<string>>, keys: readonly string[]): string[] =>
  [...new Set(keys.flatMap((key) => [...(all.get(key) ?? [])]))].sort();

describe('a small cover', () => {
  test('takes the key that adds most first', () => {
    expect(coverOf(setsOf({ one: 'ab', two: 'cd', all: 'abcd' }))).toEqual(['all']);
    expect(coverOf(setsOf({ one: 'abc', two: 'cd', three: 'd' }))).toEqual(['one', 'two']);
  });

  test('of keys that add the same it takes the first, and it is sorted', () => {
    expect(coverOf(setsOf({ z: 'a', y: 'a', x: 'b' }))).toEqual(['x', 'z']);
  });

  test('drops a key that later ones have made superfluous', () => {
    // The greedy choice begins with the large set, and then needs both of the others.
    expect(coverOf(setsOf({ large: 'bcde', left: 'abc', right: 'def' }))).toEqual(['left', 'right']);
  });

  test('of nothing is nothing', () => {
    expect(coverOf(new Map())).toEqual([]);
    expect(coverOf(setsOf({ one: '' }))).toEqual([]);
  });

  test('holds all that all sets hold, and no key of it can be left out', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const chosen = coverOf(all);
        const everything = union(all, [...all.keys()]);
        expect(union(all, chosen)).toEqual(everything);
        for (const key of chosen) {
          const others = chosen.filter((other) => other !== key);
          expect(union(all, others)).not.toEqual(everything);
        }
      }),
      { numRuns: 500 },
    );
  });
});
