import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plans } from '../../src/fuzz/plans.js';
import { complexityOf, simplifications } from '../../src/fuzz/simpler.js';
import { beyond, kindsIn, load, planOf, track, wait, web } from './planned.js';

test('a plan that is as plain as can be cannot be said in a plainer way', () => {
  const plain = planOf([load, track]);
  expect(simplifications(plain).filter((each) => complexityOf(each) < complexityOf(plain))).toEqual([]);
});

test('every complexity can go: for whatever is not plain there is a plainer way', () => {
  const property = fc.property(plans({ policy: web, steps: 10, outages: true }), (plan) => {
    let current = plan;
    for (;;) {
      const next = simplifications(current).find(
        (each) => each.steps.length < current.steps.length || complexityOf(each) < complexityOf(current),
      );
      if (next === undefined) break;
      current = next;
    }
    expect(new Set(current.steps.map(({ client }) => client))).toEqual(new Set(['tab1']));
    expect(current.config).toEqual({});
    expect(JSON.stringify(current)).not.toMatch(/"context"|"sleep"|"crash"|"cutOff"/);
  });
  fc.assert(property, { seed: 1, numRuns: 60 });
});

test('two waits may become one, and a page that comes back one that is reloaded', () => {
  const waits = simplifications(planOf([load, wait(1_000), wait(1_000)]));
  expect(waits).toContainEqual(planOf([load, beyond]));
  const back = simplifications(planOf([load, { kind: 'close' }, load, track])).map(kindsIn);
  expect(back).toContainEqual(['load', 'reload', 'event']);
});
