import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plans } from '../../src/fuzz/plans.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { scenarioText } from '../../src/fuzz/written-scenario.js';
import { readScenarioText } from '../../src/scenario/load-scenarios.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { android, beyond, load, planOf, registry, track, web } from './planned.js';

const words = {
  comments: ['Found somewhere.'],
  title: 'A title: with a colon',
  requirements: ['SES-WIRE-001'],
  given: {},
  expectations: new Map([[2, { session: 'first', start: true as const }]]),
};

test('it is what a person would write', () => {
  const plan = planOf([load, track, beyond, { kind: 'reload', config: { sessions: { autoTrack: false } } }, track]);
  const text = scenarioText(plan, resolvePlan(plan, web, 'x').written, { ...words, platform: 'web' });
  expect(text).toMatchInlineSnapshot(`
    "# Found somewhere.
    title: "A title: with a colon"
    requirements: [ SES-WIRE-001 ]
    platform: web
    steps:
      - load
      - track: Product Viewed
        expect: { session: first, start: true }
      - wait: timeout + 1ms
      - reload: null
        config: { autoTrack: false }
      - track: Product Viewed
    "
  `);
});

test.each([web, android, loadPolicy('rudderstack-web-legacy')])(
  '$id: read again, every plan is the same timeline',
  (policy) => {
    const property = fc.property(plans({ policy, steps: 40, outages: policy.platform === 'web' }), (plan) => {
      const { timeline, written } = resolvePlan(plan, policy, 'corpus/x', 40);
      fc.pre(written.length > 0);
      const text = scenarioText(plan, written, { ...words, platform: policy.platform, expectations: new Map() });
      const read = readScenarioText(text, { file: 'scenarios/corpus/x.yaml', registry, policy }).timeline;
      expect(read.steps).toEqual(timeline.steps);
      expect(read.startMs).toBe(timeline.startMs);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  },
);
