import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { generatedTables } from '../../../src/warehouse/verify/generated-tables.js';
import { groupingOf } from '../../../src/warehouse/verify/grouping.js';
import { answersBy, rightReading } from '../../../src/warehouse/verify/reading.js';

const minuteMs = 60_000;
const rules: SessionRules = { timeoutMs: 30 * minuteMs, boundary: 'exclusive' };
const sample = (given: SessionRules) => fc.sample(generatedTables(given), { numRuns: 300, seed: 1 });

describe('a table', () => {
  test('has what tells queries apart', () => {
    const tables = sample(rules);
    const all = tables.flat();
    expect(all.some(({ user }) => user === undefined)).toBe(true);
    expect(all.some(({ campaign }) => campaign === '')).toBe(true);
    const gaps = new Set(
      tables.flatMap((events) => {
        const times = events
          .filter(({ user }) => user === 'u1')
          .map(({ timeMs }) => timeMs)
          .sort((a, b) => a - b);
        return times.slice(1).map((timeMs, index) => timeMs - (times[index] ?? 0));
      }),
    );
    for (const gapMs of [0, rules.timeoutMs, rules.timeoutMs + 1, rules.timeoutMs + minuteMs - 1]) {
      expect(gaps).toContain(gapMs);
    }
    // Late rows: the ids are those of the order of arrival.
    expect(tables.some((events) => events.some(({ timeMs }, at) => timeMs < (events[at - 1]?.timeMs ?? 0)))).toBe(true);
  });

  test('has ids that are unique, and in the order of its rows', () => {
    for (const events of sample(rules)) {
      const ids = events.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
    }
  });

  test('reaches a cap, even one of eight timeouts', () => {
    const cap = { maximumMs: 240 * minuteMs, boundary: 'exclusive' } as const;
    const [without, within] = [rightReading(rules), rightReading({ ...rules, cap })];
    const differs = sample({ ...rules, cap }).filter(
      (events) =>
        groupingOf(events, answersBy(without, events)).join() !== groupingOf(events, answersBy(within, events)).join(),
    );
    expect(differs.length).toBeGreaterThan(20);
  });
});
