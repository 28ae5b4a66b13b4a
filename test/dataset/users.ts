import { sdkFault } from '../../src/dataset/faults.js';
import { userGenerator } from '../../src/dataset/generate-user.js';
import type { Population } from '../../src/dataset/population.js';
import type { EventRow, UserData } from '../../src/dataset/rows.js';
import { populationOf, shopText } from './population-text.js';

/** The first so many users of a population. */
export function usersOf(population: Population, count: number, days = 14, seed = 5): UserData[] {
  const make = userGenerator(population, { seed, days }, undefined, sdkFault);
  return Array.from({ length: count }, (_, user) => make(user));
}

/** The shop with some dirt, or other lines at its end. */
export function shopWithDirt(...lines: readonly string[]): Population {
  return populationOf(`${shopText}dirt:\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

export function eventsOf(users: readonly UserData[]): EventRow[] {
  return users.flatMap(({ events }) => events);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The share of the things of which something holds. */
export function shareOf<Thing>(things: readonly Thing[], holds: (thing: Thing) => boolean): number {
  return things.filter(holds).length / things.length;
}
