import { expect, test } from 'vitest';
import { Sample } from '../../../src/dataset/check/sample.js';

test('mean, variance and quantiles are those of the values, in whatever order they came', () => {
  const sample = new Sample();
  for (let value = 100; value >= 1; value--) sample.add(value);
  expect(sample.count).toBe(100);
  expect(sample.mean).toBe(50.5);
  expect(sample.variance).toBeCloseTo(833.25, 6);
  expect([sample.quantile(0), sample.quantile(0.5), sample.quantile(0.9), sample.quantile(1)]).toEqual([
    1, 50, 90, 100,
  ]);
  sample.add(1000);
  expect(sample.quantile(1)).toBe(1000);
});

test('without a value there is nothing to tell', () => {
  expect([new Sample().mean, new Sample().quantile(0.5)]).toEqual([Number.NaN, Number.NaN]);
});

test('after the first million nothing is kept', () => {
  const sample = new Sample();
  for (let count = 0; count < 1_000_001; count++) sample.add(count === 1_000_000 ? 1e12 : 1);
  expect([sample.count, sample.quantile(1)]).toEqual([1_000_000, 1]);
});
