import { isFault, parseDuration, resolveDuration } from '../scenario/durations.js';
import { InputError } from '../spec/input-error.js';
import { parseIsoInstant } from '../spec/iso-date.js';
import { formatDuration } from '../time/duration.js';

/** Reads options that yargs has parsed; every function here throws InputError for what cannot be. */
export type Given = Readonly<Record<string, unknown>>;

export function textOf(given: Given, name: string): string {
  const value = given[name];
  // An option that is given twice arrives as a list.
  if (typeof value !== 'string' || value === '') {
    throw new InputError([{ message: `--${name} wants one value`, allowed: 'a text, given once' }]);
  }
  return value;
}

export function optionalTextOf(given: Given, name: string): string | undefined {
  return given[name] === undefined ? undefined : textOf(given, name);
}

export function listOf(given: Given, name: string): string[] {
  const value = given[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The values of an option that may be given several times, in their order. */
export function repeatedOf(given: Given, name: string): string[] {
  const value = given[name];
  const values: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (values.every((each): each is string => typeof each === 'string' && each !== '')) return values;
  throw new InputError([{ message: `--${name} wants a value`, allowed: 'a text, each time' }]);
}

export function flagOf(given: Given, name: string): boolean {
  return given[name] === true;
}

export function wholeNumberOf(given: Given, name: string, least: number, most: number): number {
  const text = textOf(given, name);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    const allowed = `a whole number from ${least} to ${most}`;
    throw new InputError([{ message: `--${name} is ${JSON.stringify(text)}`, allowed }]);
  }
  return value;
}

/** Milliseconds of a duration such as `5s` or `1m 30s`. */
export function durationOf(given: Given, name: string, leastMs: number, mostMs: number): number {
  const text = textOf(given, name);
  const expression = parseDuration(text);
  const durationMs = isFault(expression) ? expression : resolveDuration(expression, {}, text);
  if (typeof durationMs === 'number' && durationMs >= leastMs && durationMs <= mostMs) return durationMs;
  const allowed = `a duration from ${formatDuration(leastMs)} to ${formatDuration(mostMs)}, such as 5s`;
  throw new InputError([{ message: `--${name} is ${JSON.stringify(text)}`, allowed }]);
}

/** An ISO date such as `2026-11-23`. */
export function dateOf(given: Given, name: string): string {
  const value = textOf(given, name);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || parseIsoInstant(`${value}T00:00:00Z`) === undefined) {
    throw new InputError([{ message: `--${name} is ${JSON.stringify(value)}`, allowed: 'a date such as 2026-11-23' }]);
  }
  return value;
}
