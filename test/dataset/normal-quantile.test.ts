import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/dataset/normal-quantile.js';

test.each([
  [0.5, 0],
  [0.9, 1.2815515655],
  [0.975, 1.9599639845],
  [0.99, 2.326347874],
  [0.001, -3.0902323062],
  [0.999999, 4.7534243],
])('below %f lies %f', (share, quantile) => {
  expect(normalQuantile(share)).toBeCloseTo(quantile, 6);
});

test('both sides are alike', () => {
  for (const share of [1e-9, 0.01, 0.02425, 0.3])
    expect(normalQuantile(1 - share)).toBeCloseTo(-normalQuantile(share), 6);
});
