import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSource, timelines } from '../../src/fuzz/timelines.js';
import { web } from './planned.js';

describe('timelines', () => {
  test('shrink to timelines that can happen: the smallest with an event has a load before it', () => {
    const property = fc.property(timelines({ steps: 12 }), ({ steps }) =>
      steps.every(({ action }) => action.kind !== 'event'),
    );
    const { counterexample } = fc.check(property, { seed: 1, numRuns: 50 });
    const kinds = counterexample?.[0].steps.map(({ action }) => action.kind) ?? [];
    expect(kinds.length).toBeLessThanOrEqual(12);
    expect(kinds.indexOf('load')).toBeLessThan(kinds.indexOf('event'));
  });

  test('an unknown policy is refused', () => {
    expect(() => timelines({ policy: 'rudderstack-wep' })).toThrow('unknown policy "rudderstack-wep"');
  });

  test('the plan of a run depends on the seed and on its number alone', () => {
    const domain = { policy: web, steps: 40, outages: false };
    const draw = planSource(domain, 7);
    const fifth = draw(4);
    draw(9);
    expect(planSource(domain, 7)(4)).toEqual(fifth);
    expect(planSource(domain, 8)(4)).not.toEqual(fifth);
    expect(draw(5)).not.toEqual(fifth);
  });
});
