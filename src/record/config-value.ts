import type { ConfigValue } from './timeline.js';

const named: Readonly<Record<string, unknown>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  undefined: undefined,
};

/** The value as the application passes it, for what JSON cannot say. */
export function configValue(value: ConfigValue): unknown {
  if (typeof value === 'object' && value !== null && 'notJson' in value) return named[String(value.notJson)];
  return value;
}
