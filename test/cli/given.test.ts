import { describe, expect, test } from 'vitest';
import { dateOf, durationOf, flagOf, listOf, optionalTextOf, textOf, wholeNumberOf } from '../../src/cli/given.js';

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'nothing was thrown';
};

describe('what a person gave', () => {
  test('a text is given once and is not empty', () => {
    expect(textOf({ out: 'reports' }, 'out')).toBe('reports');
    expect(messageOf(() => textOf({ out: ['a', 'b'] }, 'out'))).toBe(
      'InputError: --out wants one value; allowed: a text, given once',
    );
    expect(messageOf(() => textOf({ out: '' }, 'out'))).toContain('--out wants one value');
  });

  test('an optional text may be absent, but not twice', () => {
    expect(optionalTextOf({}, 'policy')).toBeUndefined();
    expect(optionalTextOf({ policy: 'x' }, 'policy')).toBe('x');
    expect(messageOf(() => optionalTextOf({ policy: ['a', 'b'] }, 'policy'))).toContain('--policy wants one value');
  });

  test('lists and flags', () => {
    expect(listOf({ scenarios: ['a', 1] }, 'scenarios')).toEqual(['a', '1']);
    expect(listOf({}, 'scenarios')).toEqual([]);
    expect(flagOf({ strict: true }, 'strict')).toBe(true);
    expect(flagOf({ strict: 'yes' }, 'strict')).toBe(false);
  });

  test.each(['', '-1', '1.5', '1e3', '0x10', 'many', '65', '9'.repeat(20), ' 3'])('%j is no number of jobs', (jobs) => {
    expect(messageOf(() => wholeNumberOf({ jobs }, 'jobs', 1, 64))).toMatch(/^InputError: --jobs /);
  });

  test.each([
    ['1', 1],
    ['64', 64],
    ['007', 7],
  ])('%j is a number of jobs', (jobs, expected) => {
    expect(wholeNumberOf({ jobs }, 'jobs', 1, 64)).toBe(expected);
  });

  test('a date is a day of the calendar', () => {
    expect(dateOf({ 'as-of': '2028-02-29' }, 'as-of')).toBe('2028-02-29');
    for (const wrong of ['2027-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'today']) {
      expect(messageOf(() => dateOf({ 'as-of': wrong }, 'as-of'))).toBe(
        `InputError: --as-of is ${JSON.stringify(wrong)}; allowed: a date such as 2026-11-23`,
      );
    }
  });
});

test('a duration has a unit, and is within its bounds', () => {
  const read = (text: string) => durationOf({ limit: text }, 'limit', 100, 60_000);
  expect(read('5s')).toBe(5_000);
  expect(read('100ms')).toBe(100);
  expect(read('1m')).toBe(60_000);
  for (const text of ['5', '99ms', '1m 1ms', '-5s', 'timeout', 'soon', '999999999999d']) {
    expect(messageOf(() => read(text))).toBe(
      `InputError: --limit is "${text}"; allowed: a duration from 100ms to 1m, such as 5s`,
    );
  }
});
