import { expect, test } from 'vitest';
import { laws } from '../../src/fuzz/laws.js';
import { lawChecks } from '../../src/judge/checks/index.js';
import { android, examinerOf, load, planOf, reset, track } from './planned.js';

test('all laws are there, and each says what holds', () => {
  expect(laws.map(({ id }) => id)).toEqual(lawChecks.map(({ id }) => id));
  for (const { title } of laws) expect(title).toMatch(/\w/);
});

test('a law tells where a trace breaks it, and nothing of one that keeps it', async () => {
  const brokenBy = async (target: string): Promise<string[]> => {
    const { trace, timeline } = await examinerOf(target, android).examine(planOf([load, track, reset, track]), 'x');
    if (trace === undefined) throw new Error('there is no trace');
    return laws.flatMap((law) => law.broken(trace, timeline).map(({ check, step }) => `${check} ${step}`));
  };
  expect(await brokenBy('reference:rudderstack-android')).toEqual([]);
  expect(await brokenBy('model:rudderstack-android')).toEqual(['start-once 3']);
});
