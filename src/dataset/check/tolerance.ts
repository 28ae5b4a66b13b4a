import type { Distribution } from '../population.js';
import type { Finding, Unit } from './check-row.js';
import { meanOf, quantileOf, varianceOf } from './distribution-facts.js';
import type { Sample } from './sample.js';

/**
 * How unlikely a false alarm is: a quantity of a right dataset is outside once in three million times (the logarithm
 * is 15, some five standard deviations). A dataset has hundreds of quantities, of which four standard deviations would
 * accuse one in every hundred datasets.
 */
const logOdds = 15;

/** Means are judged with this many standard errors, which are as unlikely when the observations are many. */
const standardErrors = Math.sqrt(2 * logOdds);

/** With fewer observations a mean is not normally distributed enough to be judged. */
const fewestForMean = 100;

/**
 * A share of independent observations. The tolerance is Bernstein's inequality, which holds for any number of
 * observations and any share; where nothing or everything is configured there is none.
 * @param doubtful how many of the hits may belong elsewhere, or the other way round
 */
export function shareFinding(what: string, configured: number, hits: number, count: number, doubtful = 0): Finding {
  const tolerance = shareTolerance(configured, count) + (count === 0 ? 0 : doubtful / count);
  const observed = count === 0 ? Number.NaN : hits / count;
  return finding(
    { what, unit: 'share', configured, observed, tolerance, count },
    tolerance >= Math.max(configured, 1 - configured),
  );
}

function shareTolerance(share: number, count: number): number {
  if (share <= 0 || share >= 1) return count === 0 ? 1 : 0;
  return (logOdds / 3 + Math.sqrt((logOdds / 3) ** 2 + 2 * logOdds * count * share * (1 - share))) / count;
}

/** A row for each name: how large a share of all observations it is. */
export function sharesFindings(
  what: (name: string) => string,
  configured: ReadonlyMap<string, number>,
  observed: ReadonlyMap<string, number>,
  doubtful: (name: string) => number = () => 0,
): Finding[] {
  const weight = sum(configured.values());
  const count = sum(observed.values());
  const names = new Set([...configured.keys(), ...observed.keys()]);
  // What cannot be and is not needs no row.
  const told = [...names].filter((name) => (configured.get(name) ?? 0) > 0 || (observed.get(name) ?? 0) > 0);
  return told.map((name) =>
    shareFinding(what(name), (configured.get(name) ?? 0) / weight, observed.get(name) ?? 0, count, doubtful(name)),
  );
}

/** The mean of observations whose variance is known, or is that of the observations. */
export function meanFinding(
  what: string,
  unit: Unit,
  configured: number,
  { mean, count }: Pick<Sample, 'mean' | 'count'>,
  variance: number,
): Finding {
  const tolerance = standardErrors * Math.sqrt(variance / count);
  return finding({ what, unit, configured, observed: mean, tolerance, count }, count < fewestForMean);
}

/** An estimate whose standard error is known. */
export function estimateFinding(
  what: string,
  { standardError, ...row }: Pick<Finding, 'configured' | 'observed' | 'count'> & { readonly standardError: number },
): Finding {
  return finding(
    { what, unit: 'number', ...row, tolerance: standardErrors * standardError },
    row.count < fewestForMean,
  );
}

/**
 * Rows for a distribution: its median and the value that one in ten exceeds, and of an exponential one the mean.
 * @param grain to which the values are rounded
 */
export function distributionFindings(
  what: string,
  unit: Unit,
  distribution: Distribution,
  sample: Sample,
  grain: number,
): Finding[] {
  const { count } = sample;
  const quantiles = [0.5, 0.9].map((share) => {
    const configured = quantileOf(distribution, share);
    const upper = share + shareTolerance(share, count);
    const tolerance = upper < 1 ? quantileOf(distribution, upper) - configured + grain : Number.POSITIVE_INFINITY;
    const name = share === 0.5 ? 'median' : '90th percentile';
    const row = { what: `${what}: ${name}`, unit, configured, observed: sample.quantile(share), tolerance, count };
    return finding(row, !(upper < 1));
  });
  if (distribution.kind !== 'exponential') return quantiles;
  const mean = meanFinding(`${what}: mean`, unit, meanOf(distribution), sample, varianceOf(distribution));
  return [{ ...mean, tolerance: mean.tolerance + grain }, ...quantiles];
}

/** What must hold of every single observation: none may break it. */
export function noneFinding(what: string, breaches: number, count: number): Finding {
  return finding({ what, unit: 'number', configured: 0, observed: breaches, tolerance: 0, count }, count === 0);
}

function finding(row: Omit<Finding, 'verdict'>, isTooFew: boolean): Finding {
  const isWithin = Math.abs(row.observed - row.configured) <= row.tolerance;
  return { ...row, verdict: isTooFew ? 'too few' : isWithin ? 'within' : 'outside' };
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
