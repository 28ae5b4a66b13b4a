import { describe, expect, test } from 'vitest';
import { answers } from '../../../src/dataset/answers/index.js';
import { userGenerator } from '../../../src/dataset/generate-user.js';
import { listPopulations, populationFile } from '../../../src/dataset/population-files.js';
import { readPopulation } from '../../../src/dataset/read-population.js';

const asked = answers.map((answer) => {
  const population = readPopulation(populationFile(answer.population));
  const generate = userGenerator(population, { seed: 1, days: 7 });
  const users = Array.from({ length: 80 }, (_, user) => generate(user));
  const inquiry = answer.inquire(population);
  for (const user of users) inquiry.add(user);
  return { id: answer.population, users, parts: inquiry.answer() };
});
const rowsOf = (id: string, part: number) => asked.find((each) => each.id === id)?.parts[part]?.rows ?? [];
const eventsOf = (id: string) =>
  (asked.find((each) => each.id === id)?.users ?? [])
    .flatMap(({ user, events }) => (user.isBot ? [] : events))
    .filter(({ dirt }) => !dirt.duplicate);
const total = (rows: readonly (readonly unknown[])[], at: number): number =>
  rows.reduce((sum, row) => sum + Number(row[at]), 0);

describe('the answers', () => {
  test('every population that comes with Lapse is asked its question', () => {
    expect(asked.map(({ id }) => id).sort()).toEqual(listPopulations());
  });

  test.each(asked)('$id: each part says something, with figures and a plot', ({ parts }) => {
    for (const { text, rows, columns, plot } of parts) {
      expect(text.join(' ')).not.toMatch(/undefined|NaN/);
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
      expect(plot?.svg).toMatch(/^<svg /);
      expect(plot?.svg).not.toMatch(/NaN|Infinity/);
    }
  });

  test('no checkout is lost between the rules and the affiliates', () => {
    const checkouts = eventsOf('health-shop').filter(({ isConversion }) => isConversion).length;
    for (const [, , converting, hidden] of rowsOf('health-shop', 0))
      expect(Number(converting) + Number(hidden)).toBe(checkouts);
    const affiliates = rowsOf('health-shop', 1).map(([, sessions, per]) => Number(sessions) * Number(per));
    expect(affiliates.reduce((sum, each) => sum + each, 0)).toBeCloseTo(checkouts, 6);
  });

  test('visits are those that have events, each counted once', () => {
    const visits = new Set(eventsOf('content').map(({ person, visit }) => `${person} ${visit}`)).size;
    expect([total(rowsOf('content', 0), 1), total(rowsOf('content', 1), 1)]).toEqual([visits, visits]);
  });

  test('a longer timeout cuts fewer visits and joins more', () => {
    const rows = rowsOf('game', 0);
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      if (before === undefined) continue;
      expect(Number(row[1])).toBeLessThanOrEqual(Number(before[1]));
      expect(Number(row[3])).toBeLessThanOrEqual(Number(before[3]));
      expect(Number(row[4])).toBeGreaterThanOrEqual(Number(before[4]));
    }
  });
});
