import { expect, test } from 'vitest';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { smallestGaps } from '../../../src/warehouse/verify/experiments.js';
import { answersBy, type Reading, rightReading } from '../../../src/warehouse/verify/reading.js';

const rules: SessionRules = { timeoutMs: 1_800_000, boundary: 'exclusive' };

const gapsBy = (reading: Reading): Promise<readonly number[]> =>
  smallestGaps({ ask: (events) => Promise.resolve(answersBy(reading, events)), close: () => Promise.resolve() });

test('the timeout is found to the millisecond', async () => {
  expect(await gapsBy(rightReading(rules))).toEqual([1_800_001]);
  expect(await gapsBy(rightReading({ ...rules, boundary: 'inclusive' }))).toEqual([1_800_000]);
  expect(await gapsBy(rightReading({ ...rules, timeoutMs: 7 * 86_400_000 }))).toEqual([7 * 86_400_000 + 1]);
});

test('a timeout that depends on when a second begins has several', async () => {
  const second = (timeMs: number): number => Math.floor(timeMs / 1_000);
  const reading: Reading = {
    ...rightReading(rules),
    endsByGap: ({ timeMs, lastMs }) => second(timeMs) - second(lastMs) > 1_800,
  };
  expect(await gapsBy(reading)).toEqual([1_801_000, 1_800_400]);
});

test('where nothing ends a session, there is none', async () => {
  expect(await gapsBy({ ...rightReading(rules), endsByGap: () => false })).toEqual([]);
});
