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

/**
 * How many standard deviations from the mean the value lies that the fraction of a normal distribution is below, to nine
 * digits: the rational approximation of P. J. Acklam.
 */
export function normalQuantile(fraction: number): number {
  if (fraction < 0.02425) return tail(Math.sqrt(-2 * Math.log(fraction)));
  if (fraction > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - fraction)));
  const q = fraction - 0.5;
  const r = q * q;
  const above =
    ((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
    2.506628277459239;
  const below =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
    1;
  return (above * q) / below;
}

function tail(q: number): number {
  const above =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return above / below;
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
