import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Draws } from '../../src/dataset/draws.js';
import { normalQuantile } from '../../src/dataset/normal-quantile.js';
import type { Distribution } from '../../src/dataset/population.js';
import { Choice, Chooser, sample, samplerOf } from '../../src/dataset/sampling.js';
import { mean, shareOf } from './users.js';

const stream = new Draws(11);

function draw(distribution: Distribution, count = 20_000): number[] {
  const sampler = samplerOf(distribution);
  return Array.from({ length: count }, (_, index) => sample(sampler, stream.at(index)));
}

describe('distributions', () => {
  test('a constant is one', () => {
    expect(new Set(draw({ kind: 'constant', value: 4 }, 10))).toEqual(new Set([4]));
  });

  test('a uniform one lies between its ends, half of it below the middle', () => {
    const values = draw({ kind: 'uniform', from: -10, to: 30 });
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-10);
    expect(Math.max(...values)).toBeLessThan(30);
    expect(shareOf(values, (value) => value < 10)).toBeCloseTo(0.5, 1);
  });

  test('an exponential one has its mean, and its share beyond it', () => {
    const values = draw({ kind: 'exponential', mean: 70 });
    expect(mean(values)).toBeGreaterThan(68);
    expect(mean(values)).toBeLessThan(72);
    expect(shareOf(values, (value) => value > 70)).toBeCloseTo(Math.exp(-1), 1);
  });

  test('a log-normal one has its median, and one in ten exceeds p90', () => {
    const values = draw({ kind: 'log-normal', median: 40, p90: 180 });
    expect(shareOf(values, (value) => value < 40)).toBeCloseTo(0.5, 1);
    expect(shareOf(values, (value) => value > 180)).toBeGreaterThan(0.094);
    expect(shareOf(values, (value) => value > 180)).toBeLessThan(0.106);
  });

  test('a greater draw is a greater value', () => {
    const fraction = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, (one, other) => {
        for (const distribution of [
          { kind: 'uniform', from: 1, to: 2 },
          { kind: 'exponential', mean: 3 },
          { kind: 'log-normal', median: 3, p90: 9 },
        ] as const) {
          const sampler = samplerOf(distribution);
          expect(Math.sign(sample(sampler, one) - sample(sampler, other)) * Math.sign(one - other)).not.toBe(-1);
        }
      }),
    );
  });

  test('the quantiles of the normal distribution are those of the tables', () => {
    const table = {
      0.001: -3.090232306,
      0.02: -2.053748911,
      0.5: 0,
      0.84: 0.9944578832,
      0.9: 1.281551566,
      0.999: 3.090232306,
    };
    for (const [fraction, value] of Object.entries(table)) {
      expect(normalQuantile(Number(fraction))).toBeCloseTo(value, 7);
    }
  });
});

describe('choices', () => {
  test('are made as often as their weights say, which need not add up to one', () => {
    const chooser = new Chooser(
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
      (name) => name,
    );
    const picked = Array.from({ length: 10_000 }, (_, index) => chooser.pick(stream.at(index)));
    expect(shareOf(picked, (name) => name === 'a')).toBeCloseTo(0.75, 1);
  });

  test('what weighs nothing is never chosen, and there is always something', () => {
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fraction, fc.array(fc.nat(3), { minLength: 1, maxLength: 9, size: 'max' }), (at, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        expect(weights[new Choice(weights).pick(at)]).toBeGreaterThan(0);
      }),
    );
  });
});
