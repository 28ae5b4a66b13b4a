import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import type { Deviation } from '../../../src/warehouse/verify/deviation.js';
import { deviationsFor } from '../../../src/warehouse/verify/deviations/index.js';
import { type AskedTable, explain } from '../../../src/warehouse/verify/explain.js';
import { generatedTables } from '../../../src/warehouse/verify/generated-tables.js';
import { groupingOf } from '../../../src/warehouse/verify/grouping.js';
import { answersBy, type Reading, rightReading } from '../../../src/warehouse/verify/reading.js';

const rules: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive' };
const right = rightReading(rules);
const known = deviationsFor({ rules, smallestGapsMs: [] });

function askedOf(reading: Reading): AskedTable[] {
  return fc
    .sample(generatedTables(rules), { numRuns: 150, seed: 5 })
    .map((events) => ({ events, grouping: groupingOf(events, answersBy(reading, events)) }));
}

const named = (...words: readonly string[]): Deviation[] =>
  words.map((word) => {
    const found = known.find(({ sentence }) => sentence.startsWith(word));
    if (found === undefined) throw new Error(`no deviation ${word}`);
    return found;
  });

test('a query that does what the rules say needs no explanation', () => {
  expect(explain(askedOf(right), right, known)).toEqual({ deviations: [], unexplained: 0 });
});

test('two mistakes are found that only together say what a query does', () => {
  const both = named('shares sessions between users', 'takes all events without a user');
  const wrong = both.reduce((reading, deviation) => deviation.apply(reading), right);
  const { deviations, unexplained } = explain(askedOf(wrong), right, known);
  expect(new Set(deviations)).toEqual(new Set(both));
  expect(unexplained).toBe(0);
});

test('a mistake that nobody knows is not explained away', () => {
  const odd: Reading = { ...right, endsByMidnight: ({ timeMs }) => timeMs % 7 === 3 };
  expect(explain(askedOf(odd), right, known).unexplained).toBeGreaterThan(0);
});
