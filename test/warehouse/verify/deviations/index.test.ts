import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionRules } from '../../../../src/warehouse/session-rules.js';
import { deviationsFor } from '../../../../src/warehouse/verify/deviations/index.js';
import { type AskedTable, explain } from '../../../../src/warehouse/verify/explain.js';
import { generatedTables } from '../../../../src/warehouse/verify/generated-tables.js';
import { groupingOf, isSame } from '../../../../src/warehouse/verify/grouping.js';
import { answersBy, type Reading, rightReading } from '../../../../src/warehouse/verify/reading.js';

const minuteMs = 60_000;

const allRules: SessionRules = {
  timeoutMs: 30 * minuteMs,
  boundary: 'exclusive',
  cap: { maximumMs: 60 * minuteMs, boundary: 'exclusive' },
  midnightZone: 'Europe/Berlin',
  splitsAtCampaign: true,
};
const plainRules: SessionRules = { timeoutMs: 30 * minuteMs, boundary: 'inclusive' };

/** What a query that reads the rules in this way would return. */
function askedOf(reading: Reading, rules: SessionRules): AskedTable[] {
  return fc
    .sample(generatedTables(rules), { numRuns: 240, seed: 3 })
    .map((events) => ({ events, grouping: groupingOf(events, answersBy(reading, events)) }));
}

describe.each([
  ['all rules', allRules],
  ['the timeout alone', plainRules],
])('of a query for %s', (_what, rules) => {
  const right = rightReading(rules);
  const known = deviationsFor({ rules, smallestGapsMs: [25 * minuteMs + 1] });

  test('there are many known mistakes, each told in its own words', () => {
    expect(known.length).toBeGreaterThan(12);
    expect(new Set(known.map(({ sentence }) => sentence)).size).toBe(known.length);
  });

  test.each(known.map((deviation) => [deviation.sentence, deviation] as const))('it %s', (_sentence, deviation) => {
    const wrong = deviation.apply(right);
    const tables = askedOf(wrong, rules);
    const differing = tables.filter(
      ({ events, grouping }) => !isSame(grouping, groupingOf(events, answersBy(right, events))),
    );
    expect(differing.length).toBeGreaterThan(0);
    const { deviations, unexplained } = explain(tables, right, known);
    expect({ deviations: deviations.length, unexplained }).toEqual({ deviations: 1, unexplained: 0 });
    // It is this one, or one that does the same.
    const [found] = deviations;
    const same = found === undefined ? [] : askedOf(found.apply(right), rules);
    expect(same.map(({ grouping }) => grouping)).toEqual(tables.map(({ grouping }) => grouping));
  });
});
