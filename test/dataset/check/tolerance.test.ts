import { describe, expect, test } from 'vitest';
import { Sample } from '../../../src/dataset/check/sample.js';
import {
  distributionFindings,
  meanFinding,
  shareFinding,
  sharesFindings,
} from '../../../src/dataset/check/tolerance.js';

describe('a share', () => {
  test('the tolerance is some five and a half standard errors when the observations are many', () => {
    const { tolerance } = shareFinding('x', 0.5, 0, 1_000_000);
    expect(tolerance / (0.5 / 1000)).toBeCloseTo(5.49, 1);
  });

  test('what is configured as nothing or as everything has no tolerance', () => {
    expect(shareFinding('x', 0, 0, 1000).verdict).toBe('within');
    expect(shareFinding('x', 0, 1, 1_000_000).verdict).toBe('outside');
    expect(shareFinding('x', 1, 999_999, 1_000_000).verdict).toBe('outside');
  });

  test('with few observations nothing is said, or only what is certain', () => {
    expect(shareFinding('x', 0.3, 0, 0).verdict).toBe('too few');
    expect(shareFinding('x', 0.3, 5, 10).verdict).toBe('too few');
    // Three of ten million would be a surprise of another kind than half of a hundred.
    expect(shareFinding('x', 0.001, 50, 100).verdict).toBe('outside');
  });

  test('a tenth of it more is outside as soon as the tolerance is smaller than that', () => {
    const { tolerance } = shareFinding('x', 0.2, 0, 20_000);
    expect(shareFinding('x', 0.2, 20_000 * (0.2 + tolerance * 1.01), 20_000).verdict).toBe('outside');
    expect(shareFinding('x', 0.2, 20_000 * (0.2 - tolerance * 0.99), 20_000).verdict).toBe('within');
  });

  test('weights need not add up to one, and a name that nobody configured is outside', () => {
    const configured = new Map([
      ['a', 3],
      ['b', 1],
    ]);
    const verdicts = (observed: [string, number][]) =>
      sharesFindings((name) => name, configured, new Map(observed)).map(({ what, verdict }) => [what, verdict]);
    expect(
      verdicts([
        ['a', 7500],
        ['b', 2500],
      ]),
    ).toEqual([
      ['a', 'within'],
      ['b', 'within'],
    ]);
    expect(
      verdicts([
        ['a', 7500],
        ['b', 2499],
        ['c', 1],
      ]),
    ).toEqual([
      ['a', 'within'],
      ['b', 'within'],
      ['c', 'outside'],
    ]);
  });
});

describe('a mean', () => {
  test('is judged by its standard error, and by few observations not at all', () => {
    expect(meanFinding('x', 'ms', 100, { mean: 101, count: 10_000 }, 100).verdict).toBe('outside');
    expect(meanFinding('x', 'ms', 100, { mean: 100.5, count: 10_000 }, 100).verdict).toBe('within');
    expect(meanFinding('x', 'ms', 100, { mean: 900, count: 99 }, 100).verdict).toBe('too few');
  });
});

describe('a distribution', () => {
  const sampleOf = (count: number, value: (share: number) => number): Sample => {
    const sample = new Sample();
    for (let index = 0; index < count; index++) sample.add(value((index + 0.5) / count));
    return sample;
  };
  const verdicts = (sample: Sample) =>
    distributionFindings('x', 'ms', { kind: 'exponential', mean: 1000 }, sample, 1).map(({ verdict }) => verdict);

  test('its own values are within, those of another of the same mean are not', () => {
    expect(verdicts(sampleOf(5000, (share) => -1000 * Math.log(1 - share)))).toEqual(['within', 'within', 'within']);
    expect(verdicts(sampleOf(5000, () => 1000))).toEqual(['within', 'outside', 'outside']);
  });

  test('a constant is what it is, but for what it is rounded to', () => {
    const judge = (value: number) =>
      distributionFindings(
        'x',
        'ms',
        { kind: 'constant', value: 500 },
        sampleOf(1000, () => value),
        1,
      )[0]?.verdict;
    expect([judge(500), judge(501), judge(502)]).toEqual(['within', 'within', 'outside']);
  });

  test('of few values no quantile is known', () => {
    expect(verdicts(sampleOf(20, () => 1))).toEqual(['too few', 'too few', 'too few']);
  });
});
