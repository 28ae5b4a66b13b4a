import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { listSdkFaults, sdkFault } from '../../src/dataset/faults.js';
import { userGenerator } from '../../src/dataset/generate-user.js';
import { InputError } from '../../src/spec/input-error.js';
import { populationOf, shopText } from '../dataset/population-text.js';
import { shopWithDirt, usersOf } from '../dataset/users.js';

/** The values of a tree with the paths to them. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, below]) => pathsOf(below, [...path, key]))];
}

function withValueAt(tree: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(tree) ? [] : {}, tree);
  copy[key] = withValueAt(copy[key], rest, value);
  return copy;
}

test('whatever stands anywhere is either refused with a sentence or makes users', () => {
  const dirt = `dirt:
  late: { share: 0.1, delay: 1h }
  skewedClock: { share: 0.1, offset: -1h }
  jumpingClock: { share: 0.1, offset: { uniform: [-1h, 1h] } }
  bots: { share: 0.1, eventsPerVisit: 20 }
  fault: { share: 0.1, id: no-marker }
  boundaryGaps: { share: 0.1 }
`;
  const tree: unknown = parse(shopText + dirt);
  const odd = fc.constantFrom<unknown>(
    ...[null, true, '', 'x', 'exit', 'direct', '30d', '9000000000s', '-1h', 0, 1, -1, 1e12, 1.5, [], [1], {}],
    ...[{ exponential: '30d' }, { exponential: 1e9 }, { 'log-normal': { median: '1ms', p90: '100000d' } }],
    ...[{ uniform: ['0ms', '1000d'] }, { uniform: [0, 1e9] }, { constant: 0 }, { home: 1 }, { share: 1 }],
  );
  let made = 0;
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(tree)), odd, (path, value) => {
      try {
        const make = userGenerator(
          populationOf(stringify(withValueAt(tree, path, value))),
          { seed: 1, days: 3 },
          undefined,
          sdkFault,
        );
        for (let user = 0; user < 3; user++) {
          const { events, visits } = make(user);
          made += events.length;
          expect(visits.every(({ startMs, endMs }) => Number.isSafeInteger(startMs) && endMs >= startMs)).toBe(true);
          expect(
            events.every(({ timestampMs, receivedAtMs }) => Number.isSafeInteger(timestampMs + receivedAtMs)),
          ).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.message).toMatch(/^shop\.yaml:\d+:\d+: /);
      }
    }),
    { numRuns: 500 },
  );
  expect(made).toBeGreaterThan(100);
});

test('every fault can be chosen', () => {
  for (const id of listSdkFaults()) {
    expect(() => usersOf(shopWithDirt(`fault: { share: 1, id: ${id} }`), 20, 6), id).not.toThrow();
  }
});
