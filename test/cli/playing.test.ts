import { expect, test } from 'vitest';
import { playingOf, playingOptions } from '../../src/cli/playing.js';
import { readAll } from '../../src/spec/input-error.js';

const defaults = Object.fromEntries(
  Object.entries(playingOptions).map(([name, option]) => [name, 'default' in option ? option.default : undefined]),
);

test('what is not said has a value', () => {
  const { jobs, ...rest } = readAll(playingOf(defaults));
  // Of a time limit of which nobody speaks, the target decides.
  expect(rest).toEqual({ seed: 1, timeLimitMs: undefined });
  expect(readAll(playingOf({ ...defaults, 'time-limit': '30s' })).timeLimitMs).toBe(30_000);
  expect([1, 2]).toContain(jobs);
  expect(readAll(playingOf({ ...defaults, jobs: '5' })).jobs).toBe(5);
});

test('seeds have 32 bits', () => {
  expect(readAll(playingOf({ ...defaults, seed: '4294967295' })).seed).toBe(4_294_967_295);
  expect(() => readAll(playingOf({ ...defaults, seed: '4294967296' }))).toThrow('--seed is "4294967296"');
});

test('all that is wrong is told in one go', () => {
  const wrong = { ...defaults, seed: '-1', jobs: '65', 'time-limit': '1ms' };
  expect(() => readAll(playingOf(wrong))).toThrow(/--seed is "-1".*\n.*--jobs is "65".*\n.*--time-limit is "1ms"/);
});
