import { expect, test } from 'vitest';
import { givenBy } from '../../src/fuzz/given.js';
import type { PlannedAction } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { beyond, load, planOf, track, wait, web } from './planned.js';

const given = (actions: readonly PlannedAction[]) =>
  givenBy(web, '2026-11', (policy) => resolvePlan(planOf(actions), policy, 'test').timeline);

test('what no policy decides needs nothing given', () => {
  expect(given([load, track, beyond, track])).toEqual({});
});

test('what a policy decides is given', () => {
  expect(given([load, track, wait(0, 'timeout'), track])).toEqual({ boundary: 'exclusive' });
  expect(given([load, track, { kind: 'startSession', sessionId: 5 }, track])).toMatchObject({
    invalidManualId: 'replaced',
  });
  expect(given([load, track, wait(600_000), track])).toEqual({ defaultTimeoutMs: 1_800_000 });
});
