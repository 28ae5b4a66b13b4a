import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../record/timeline.js';
import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';

/** The author's `fields`: values in the message, by dotted path; `null` stands for absent. */
export const expectedFields: Check = {
  id: 'expected-fields',
  title: 'the message carries the values that the scenario says',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ fields }, step) => {
      if (fields === undefined) return undefined;
      const body = eventAt(observed, step)?.message?.body;
      const seen = Object.keys(fields).map(
        (path) => [path, body === undefined ? undefined : valueAt(body, path)] as const,
      );
      return {
        holds: body !== undefined && seen.every(([path, value]) => isDeepStrictEqual(value, wanted(fields[path]))),
        expected: describe(Object.entries(fields).map(([path, value]) => [path, wanted(value)])),
        observed: body === undefined ? 'no message' : describe(seen),
      };
    });
  },
};

/** A message that says `null` is not silent: whoever reads the column finds a value in it. */
function wanted(value: Json | undefined): Json | undefined {
  return value ?? undefined;
}

function valueAt(body: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = body;
  for (const key of path.split('.')) {
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(fields: readonly (readonly [string, Json | undefined])[]): string {
  return fields.map(([path, value]) => `${path} ${value === undefined ? 'absent' : JSON.stringify(value)}`).join(', ');
}
