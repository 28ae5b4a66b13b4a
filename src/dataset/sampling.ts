import { maximumDurationMs } from '../time/duration.js';
import { normalQuantile } from './normal-quantile.js';
import type { Distribution, Shares } from './population.js';

/** A distribution, ready to be drawn from. */
export interface Sampler {
  readonly kind: Distribution['kind'];
  /** The value or the lower end; the mean; the logarithm of the median. */
  readonly first: number;
  /** How far the upper end is from the lower; the standard deviation of the logarithm. */
  readonly second: number;
}

/** How many standard deviations the value is above the mean that one in ten exceeds. */
const deviationsAtP90 = 1.2815515655446004;

export function samplerOf(distribution: Distribution): Sampler {
  const { kind } = distribution;
  switch (kind) {
    case 'constant':
      return { kind, first: distribution.value, second: 0 };
    case 'uniform':
      return { kind, first: distribution.from, second: distribution.to - distribution.from };
    case 'exponential':
      return { kind, first: distribution.mean, second: 0 };
    case 'log-normal': {
      const logarithm = Math.log(distribution.median);
      return { kind, first: logarithm, second: (Math.log(distribution.p90) - logarithm) / deviationsAtP90 };
    }
  }
}

/** The value that the fraction of all values is below: one draw makes one value, and the same draw a greater one where everything is greater. */
export function sample({ kind, first, second }: Sampler, fraction: number): number {
  switch (kind) {
    case 'constant':
      return first;
    case 'uniform':
      return first + second * fraction;
    case 'exponential':
      return -first * Math.log(1 - fraction);
    case 'log-normal':
      return Math.exp(first + second * normalQuantile(fraction));
  }
}

/** A length or distance of time in whole milliseconds, which is never longer than any duration that can be written. */
export function sampleMs(sampler: Sampler, fraction: number): number {
  return Math.round(Math.min(maximumDurationMs, sample(sampler, fraction)));
}

/** Weights, ready to choose an index by. */
export class Choice {
  readonly #cumulative: Float64Array;

  constructor(weights: Iterable<number>) {
    let sum = 0;
    this.#cumulative = Float64Array.from(weights, (weight) => {
      sum += weight;
      return sum;
    });
    for (let index = 0; index < this.#cumulative.length; index++) {
      this.#cumulative[index] = (this.#cumulative[index] ?? 0) / sum;
    }
  }

  /** The index whose part of the whole the fraction falls into. */
  pick(fraction: number): number {
    const cumulative = this.#cumulative;
    const last = cumulative.length - 1;
    let index = 0;
    while (index < last && fraction >= (cumulative[index] ?? 1)) index += 1;
    return index;
  }
}

/** Named things with weights, ready to choose one of them. */
export class Chooser<Thing> {
  readonly #choice: Choice;
  readonly #things: readonly Thing[];

  constructor(shares: Shares, thingOf: (name: string) => Thing) {
    this.#choice = new Choice(shares.values());
    this.#things = [...shares.keys()].map(thingOf);
  }

  pick(fraction: number): Thing {
    // As there is a thing for each weight, there is one for each index.
    return this.#things[this.#choice.pick(fraction)] as Thing;
  }
}
