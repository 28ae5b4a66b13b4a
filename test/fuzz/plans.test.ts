import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindsOf } from '../../src/fuzz/kinds.js';
import { plans } from '../../src/fuzz/plans.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { whyNotPlayable } from '../../src/suite/playable.js';
import { android, web } from './planned.js';

const drawn = (policy = web, outages = false) =>
  fc.sample(plans({ policy, steps: 40, outages }), { seed: 1, numRuns: 400 });

describe('plans', () => {
  test.each([web, android, loadPolicy('announcement-mobile')])(
    '$id: every step can happen on the platform',
    (policy) => {
      for (const plan of drawn(policy)) {
        expect(whyNotPlayable(resolvePlan(plan, policy, 'test', 40).timeline, policy.platform)).toBeUndefined();
      }
    },
  );

  test('they really are as long as they may be', () => {
    const lengths = drawn().map((plan) => resolvePlan(plan, web, 'test', 40).timeline.steps.length);
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeGreaterThan(30);
    expect(Math.max(...lengths)).toBe(40);
  });

  test('they have everything that can happen, and outages only where they are asked for', () => {
    const kinds = new Set(
      drawn(web, true).flatMap((plan) => [...kindsOf(resolvePlan(plan, web, 'test', 40).timeline)]),
    );
    for (const kind of ['network', 'server', 'freeze', 'thaw', 'another tab', 'crash', 'consent', 'config cutOff']) {
      expect(kinds).toContain(kind);
    }
    for (const kind of ['clock set back', 'damage future', 'storage full', 'startSession with an id', 'context']) {
      expect(kinds).toContain(kind);
    }
    expect(JSON.stringify(drawn())).not.toContain('"server"');
  });

  test('nothing is asked of an SDK that it is documented to lack', () => {
    const legacy = loadPolicy('rudderstack-web-legacy');
    expect(legacy.lacks.map(({ feature }) => feature)).toContain('cutOff');
    expect(JSON.stringify(drawn(legacy))).not.toMatch(/"cutOff":|preConsent/);
  });
});
