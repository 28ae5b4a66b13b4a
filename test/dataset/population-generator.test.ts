import { expect, test } from 'vitest';
import { openGenerator } from '../../src/dataset/population-generator.js';
import { populationFile } from '../../src/dataset/read-population.js';

test('a population is opened with its users, who depend on the seed', () => {
  const file = populationFile('game');
  const ids = (seed: number): string[] =>
    openGenerator({ population: file, seed, days: 3 })
      .generate(5)
      .visits.map(({ startMs }) => String(startMs));
  const { population } = openGenerator({ population: file, seed: 1, days: 3 });
  expect(population.id).toBe('game');
  expect(ids(1)).toEqual(ids(1));
  expect([ids(1), ids(2), ids(3)].filter((each) => each.length > 0)).not.toEqual([]);
});
