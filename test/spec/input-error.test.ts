import { describe, expect, test } from 'vitest';
import { didYouMean, InputError, nearest, showValue, throwProblems } from '../../src/spec/input-error.js';

const place = { file: 'scenarios/x.yaml', line: 4, column: 5 };

test('an InputError has one line per problem', () => {
  const error = new InputError([
    { place, message: 'unknown step "trak"', allowed: 'track, page' },
    { message: 'no scenario is selected by "x"' },
  ]);
  expect(error.message).toBe(
    'scenarios/x.yaml:4:5: unknown step "trak"; allowed: track, page\nno scenario is selected by "x"',
  );
});

test('the same problem is told once, and none at all is no error', () => {
  const problem = { place, message: 'wrong' };
  expect(() => throwProblems([problem, { ...problem }])).toThrow(/^scenarios\/x\.yaml:4:5: wrong$/);
  expect(() => throwProblems([])).not.toThrow();
});

describe('a guess', () => {
  test('is made when a candidate is near', () => {
    expect(nearest('trak', ['page', 'track'])).toBe('track');
    expect(didYouMean('trak', ['page', 'track'])).toBe(' (did you mean "track"?)');
  });

  test('is not made when none is', () => {
    expect(nearest('frobnicate', ['page', 'track'])).toBeUndefined();
    expect(didYouMean('x', [])).toBe('');
  });
});

test('values are shown on one short line', () => {
  expect([Number.NaN, null, undefined, 'a\nb', { a: [1] }, 'x'.repeat(200)].map(showValue)).toEqual([
    'NaN',
    'null',
    'undefined',
    '"a\\nb"',
    '{"a":[1]}',
    `"${'x'.repeat(78)}…`,
  ]);
});
