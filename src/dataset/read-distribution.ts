import type { YamlPath } from '../spec/yaml-file.js';
import { formatDuration, maximumDurationMs, parseDurationTerm } from '../time/duration.js';
import type { Distribution } from './population.js';
import type { PopulationReader } from './population-reader.js';

/** What is drawn: a length of time, a distance in time that may be negative, or a plain number of at least 0. */
export type Quantity = 'duration' | 'offset' | 'amount';

const examples: Readonly<Record<Quantity, string>> = {
  duration: 'a duration such as 40s, 30m or 1h 30m',
  offset: 'a duration such as 40s or -30m',
  amount: 'a number of at least 0',
};

/** Whole milliseconds of a duration at a path, and 0 after telling what is wrong with it. */
export function readDuration(reader: PopulationReader, path: YamlPath): number {
  return readQuantity(reader, path, 'duration');
}

/** The distribution at a path. What is wrong with it is told; the result is then not for use. */
export function readDistribution(reader: PopulationReader, path: YamlPath, quantity: Quantity): Distribution {
  const number = (...below: YamlPath): number => readQuantity(reader, [...path, ...below], quantity);
  const positive = (...below: YamlPath): number => {
    const value = number(...below);
    if (value === 0) reader.wrongValue([...path, ...below], 'more than 0');
    return value;
  };
  const value = reader.at(path);
  if (typeof value !== 'object' || value === null) return { kind: 'constant', value: number() };
  const [name] = reader.keys(path);
  switch (name) {
    case 'constant':
      return { kind: 'constant', value: number('constant') };
    case 'uniform': {
      const [from, to] = [number('uniform', 0), number('uniform', 1)];
      if (from > to) reader.wrongValue([...path, 'uniform'], 'the smaller value first');
      return { kind: 'uniform', from, to };
    }
    case 'exponential':
      return { kind: 'exponential', mean: positive('exponential') };
    case 'log-normal': {
      const [median, p90] = [positive('log-normal', 'median'), positive('log-normal', 'p90')];
      if (p90 < median) reader.wrongValue([...path, 'log-normal', 'p90'], 'at least the median');
      return { kind: 'log-normal', median, p90 };
    }
    default:
      return { kind: 'constant', value: 0 };
  }
}

function readQuantity(reader: PopulationReader, path: YamlPath, quantity: Quantity): number {
  const value = reader.at(path);
  if (value === undefined) return 0;
  const number = quantity === 'amount' ? value : durationMs(value);
  if (typeof number !== 'number' || !Number.isFinite(number) || (number < 0 && quantity !== 'offset')) {
    reader.wrongValue(path, examples[quantity]);
    return Number.NaN;
  }
  if (quantity === 'amount') return number;
  if (Math.abs(number) > maximumDurationMs) reader.wrongValue(path, `at most ${formatDuration(maximumDurationMs)}`);
  if (!Number.isInteger(number)) reader.wrongValue(path, 'whole milliseconds');
  return number;
}

/** A sum of terms such as `1h 30m`, with a minus in front of all of it or not; only 0 needs no unit. */
function durationMs(value: unknown): number | undefined {
  if (value === 0) return 0;
  if (typeof value !== 'string') return undefined;
  const isNegative = value.startsWith('-');
  let sumMs = 0;
  for (const term of value.slice(isNegative ? 1 : 0).split(/\s+/)) {
    const termMs = parseDurationTerm(term);
    if (termMs === undefined) return undefined;
    // A decimal fraction is what was written: 1.1 times 1000 is not quite 1100 in binary.
    sumMs += Math.round(termMs * 1_000_000) / 1_000_000;
  }
  return isNegative ? -sumMs : sumMs;
}
