import { describe, expect, test } from 'vitest';
import { meanOf, quantileOf, varianceOf } from '../../../src/dataset/check/distribution-facts.js';
import type { Distribution } from '../../../src/dataset/population.js';

const distributions: readonly Distribution[] = [
  { kind: 'constant', value: 7 },
  { kind: 'uniform', from: 2, to: 10 },
  { kind: 'exponential', mean: 3 },
  { kind: 'log-normal', median: 40, p90: 120 },
];

describe('what is known of a distribution', () => {
  test('a log-normal has the median and the 90th percentile that it is named by', () => {
    const distribution = { kind: 'log-normal', median: 40, p90: 120 } as const;
    expect(quantileOf(distribution, 0.5)).toBeCloseTo(40, 8);
    expect(quantileOf(distribution, 0.9)).toBeCloseTo(120, 6);
  });

  test.each(distributions)('mean and variance of $kind are those of its quantiles', (distribution) => {
    const steps = 200_000;
    const values = Array.from({ length: steps }, (_, index) => quantileOf(distribution, (index + 0.5) / steps));
    const mean = values.reduce((sum, value) => sum + value, 0) / steps;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / steps;
    expect(Math.abs(mean / meanOf(distribution) - 1)).toBeLessThan(0.001);
    expect(Math.abs(variance - varianceOf(distribution))).toBeLessThanOrEqual(0.01 * varianceOf(distribution));
  });
});
