import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, maximumDurationMs, parseDurationTerm } from '../../src/time/duration.js';

describe('parseDurationTerm', () => {
  test.each([
    ['0ms', 0],
    ['1ms', 1],
    ['30s', 30_000],
    ['30m', 1_800_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['1.5s', 1_500],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDurationTerm(text)).toBe(ms);
  });

  test.each(['', '30', 'm', '-1ms', '1 m', '1M', '.5s', '1h30m', '1e3ms', ' 1s'])('%j is no term', (text) => {
    expect(parseDurationTerm(text)).toBeUndefined();
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0ms'],
    [1, '1ms'],
    [1_800_001, '30m 1ms'],
    [5_400_000, '1h 30m'],
    [-1, '-1ms'],
    [-90_061_001, '-1d 1h 1m 1s 1ms'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('the terms of a formatted duration add up to it, each smaller than one of the next larger unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maximumDurationMs }), (ms) => {
        const terms = formatDuration(ms).split(' ').map(parseDurationTerm);
        expect(terms).not.toContain(undefined);
        expect(terms.reduce((sum = 0, term = 0) => sum + term, 0)).toBe(ms);
        expect(formatDuration(-ms)).toBe(`-${formatDuration(ms)}`);
      }),
      { numRuns: 2_000 },
    );
  });
});
