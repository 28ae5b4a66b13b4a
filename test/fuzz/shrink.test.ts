import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/fuzz/plan.js';
import { plans } from '../../src/fuzz/plans.js';
import { shrink } from '../../src/fuzz/shrink.js';
import { kindsIn, load, planOf, reset, track, wait, web } from './planned.js';

function shrinkBy(fails: (plan: Plan) => boolean, mostPlays = 600) {
  let plays = 0;
  return {
    plays: () => plays,
    normal: (plan: Plan) => plan,
    async firstFailing(candidates: readonly Plan[]) {
      const first = candidates.findIndex(fails);
      plays += first < 0 ? candidates.length : first + 1;
      return first;
    },
    mostPlays,
  };
}

test('what is needed stays, in its order, and nothing else', async () => {
  const [plan] = fc.sample(plans({ policy: web, steps: 40, outages: true }), { seed: 3, numRuns: 1 });
  if (plan === undefined) throw new Error('nothing was drawn');
  const steps = [...plan.steps, ...planOf([reset]).steps, ...plan.steps, ...planOf([track]).steps];
  const needsBoth = (each: Plan): boolean => {
    const kinds = kindsIn(each);
    return kinds.includes('reset') && kinds.lastIndexOf('event') > kinds.indexOf('reset');
  };
  expect(await shrink({ ...plan, steps }, shrinkBy(needsBoth))).toEqual(planOf([reset, track]));
});

test('pairs that stand and fall together are left out together', async () => {
  const balanced = (each: Plan): boolean => {
    const kinds = kindsIn(each);
    const count = (kind: string): number => kinds.filter((one) => one === kind).length;
    return kinds.includes('event') && count('background') === count('foreground');
  };
  const plan = planOf([load, { kind: 'background' }, track, { kind: 'foreground' }]);
  expect(kindsIn(await shrink(plan, shrinkBy(balanced)))).toEqual(['event']);
});

test('it gives up after so many plays, with what it has', async () => {
  const shrinking = shrinkBy((each) => kindsIn(each).includes('event'), 5);
  const steps = Array.from({ length: 64 }, () => wait(1_000));
  const small = await shrink(planOf([...steps, track]), shrinking);
  expect(shrinking.plays()).toBeLessThanOrEqual(5);
  expect(kindsIn(small)).toContain('event');
});
