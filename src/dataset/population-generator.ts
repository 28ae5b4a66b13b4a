import { userGenerator } from './generate-user.js';
import type { GeneratorSource } from './jobs.js';
import type { Population } from './population.js';
import { readPopulation } from './read-population.js';
import type { GenerateUser } from './rows.js';

/**
 * What a worker opens: the users of a population.
 * @throws InputError if the file of the population is not right
 */
export function openGenerator({ population: file, seed, days }: GeneratorSource): {
  population: Population;
  generate: GenerateUser;
} {
  const population = readPopulation(file);
  return { population, generate: userGenerator(population, { seed, days }) };
}
