import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Draws, purposes } from '../../src/dataset/draws.js';

const count = 20_000;

/** Chi-square of values from 0 to 1 in so many boxes of equal size. */
function chiSquare(values: readonly number[], boxes: number): number {
  const counts = new Array<number>(boxes).fill(0);
  for (const value of values) counts[Math.floor(value * boxes)] = (counts[Math.floor(value * boxes)] ?? 0) + 1;
  const expected = values.length / boxes;
  return counts.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0);
}

function correlation(ones: readonly number[], others: readonly number[]): number {
  const products = ones.map((one, index) => (one - 0.5) * ((others[index] ?? 0) - 0.5));
  return (12 * products.reduce((sum, product) => sum + product, 0)) / ones.length;
}

/** Sequences as they are used: along a stream, across users, across visits, across purposes, across seeds. */
const sequences: Readonly<Record<string, (index: number) => number>> = {
  'the positions of a stream': (index) => new Draws(1).at(index),
  'the first position of users': (index) => new Draws(1).split(purposes.user, index).at(0),
  'the first position of visits': (index) => new Draws(1).split(purposes.user, 7).split(purposes.visit, index).at(0),
  'the first position of purposes': (index) => new Draws(1).split(index, 0).at(0),
  'the first position of seeds': (index) => new Draws(index).at(0),
  'seeds beyond 32 bits': (index) => new Draws(index * 2 ** 32 + 5).at(0),
};

describe.each(Object.entries(sequences))('%s', (_, at) => {
  const values = Array.from({ length: count }, (_unused, index) => at(index));

  test('are spread evenly over 100 boxes', () => {
    const value = chiSquare(values, 100);
    // 99 degrees of freedom: beyond these bounds lies one in 20,000.
    expect(value).toBeGreaterThan(50);
    expect(value).toBeLessThan(163);
  });

  test('in pairs are spread evenly over 20 by 20 boxes, and are not correlated', () => {
    const pairs = values.slice(1).map((value, index) => (Math.floor((values[index] ?? 0) * 20) + value) / 20);
    expect(chiSquare(pairs, 400)).toBeLessThan(520);
    for (const lag of [1, 2, 3, 8]) expect(Math.abs(correlation(values.slice(lag), values))).toBeLessThan(0.03);
  });
});

test('streams of one user for two purposes have nothing to do with each other', () => {
  const user = new Draws(3).split(purposes.user, 1);
  const names = Object.values(purposes);
  const at = (purpose: number): number[] => {
    const stream = user.split(purpose, 0);
    return Array.from({ length: 5_000 }, (_, index) => stream.at(index));
  };
  const first = at(purposes.way);
  for (const purpose of names.filter((each) => each !== purposes.way)) {
    expect(Math.abs(correlation(first, at(purpose)))).toBeLessThan(0.06);
  }
});

test('purposes are told apart', () => {
  expect(new Set(Object.values(purposes)).size).toBe(Object.keys(purposes).length);
});

test('each number is more than 0, less than 1, and asked for again the same', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(), fc.nat(100), fc.nat(), (seed, position, purpose, index) => {
      const stream = new Draws(seed).split(purpose, index);
      const value = stream.at(position);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
      stream.at(position + 1);
      expect(stream.at(position)).toBe(value);
      expect(new Draws(0).become(new Draws(seed), purpose, index).at(position)).toBe(value);
    }),
  );
});

test('a stream that becomes another one forgets what it was', () => {
  const stream = new Draws(9).split(1, 1);
  stream.become(new Draws(8), 2, 3);
  expect(stream.at(4)).toBe(new Draws(8).split(2, 3).at(4));
});
