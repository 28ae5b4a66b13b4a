import { normalQuantile } from '../normal-quantile.js';
import type { Distribution } from '../population.js';

/** How far the 90th percentile of the standard normal distribution lies from its middle. */
const ninetieth = normalQuantile(0.9);

export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return (distribution.from + distribution.to) / 2;
    case 'exponential':
      return distribution.mean;
    case 'log-normal':
      return distribution.median * Math.exp(logDeviationOf(distribution) ** 2 / 2);
  }
}

export function varianceOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return 0;
    case 'uniform':
      return (distribution.to - distribution.from) ** 2 / 12;
    case 'exponential':
      return distribution.mean ** 2;
    case 'log-normal':
      return meanOf(distribution) ** 2 * (Math.exp(logDeviationOf(distribution) ** 2) - 1);
  }
}

/** The value below which a share (above 0, below 1) of the distribution lies. */
export function quantileOf(distribution: Distribution, share: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.from + share * (distribution.to - distribution.from);
    case 'exponential':
      return -distribution.mean * Math.log(1 - share);
    case 'log-normal':
      return distribution.median * Math.exp(logDeviationOf(distribution) * normalQuantile(share));
  }
}

/** The standard deviation of the logarithm. */
function logDeviationOf({ median, p90 }: { readonly median: number; readonly p90: number }): number {
  return Math.log(p90 / median) / ninetieth;
}
