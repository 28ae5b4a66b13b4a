import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { describeFailure, slugOf } from '../../src/fuzz/failure.js';
import type { Plan } from '../../src/fuzz/plan.js';
import { openTarget } from '../../src/target/index.js';
import { android, examinerOf, load, planOf, registry, reset, track } from './planned.js';

const target = openTarget('model:rudderstack-android', { edition: '2026-11', seed: 1 }).description;

async function shrunkOf(plan: Plan, check: string) {
  const resolved = await examinerOf(target.name, android).examine(plan, 'x');
  const breach = resolved.breaches.find(({ verdict }) => verdict.check === check);
  if (breach === undefined || resolved.trace === undefined) throw new Error('it does not fail');
  const opinion = simulate(resolved.timeline, android, rulesFor(android, '2026-11'));
  return { plan, resolved, trace: resolved.trace, breach, opinion };
}

const bench = { registry, policy: android, edition: '2026-11', deviations: [] };
const origin = { target, seed: 7, run: 3, command: 'npx lapse fuzz --seed 7 --runs 4', generatedSteps: 31 };
const plan = planOf([load, track, reset, track], {}, 'app');

describe('a failure as a scenario', () => {
  test('of the opinion: title, requirement and expectations say what the engine does', async () => {
    const failure = describeFailure(await shrunkOf(plan, 'engine-opinion'), origin, bench, 'scenarios/corpus/x.yaml');
    expect(failure.scenario.replace(target.version, 'V')).toMatchInlineSnapshot(`
      "# Found by lapse fuzz in model:rudderstack-android V (SDK not executed), edition 2026-11, policy rudderstack-android.
      # Seed 7, run 4, shrunk from 31 steps to 4. Broken there: the target and the reference engine cut the timeline into the same sessions.
      # npx lapse fuzz --seed 7 --runs 4
      title: After reset, the engine opens a new one, the SDK marks the session again
      requirements: [ SES-ID-004 ]
      platform: mobile
      steps:
        - load
        - track: Product Viewed
          expect: { session: first, start: true }
        - reset
        - track: Product Viewed
          expect: { session: second, start: true }
      "
    `);
    expect(failure.case.id).toBe('corpus/x');
    expect(failure).toMatchObject({ seed: 7, run: 3, steps: 4, verdict: { check: 'engine-opinion', status: 'fail' } });
  });

  test('of a law: its requirement, and the law in words', async () => {
    const shrunk = await shrunkOf(plan, 'start-once');
    const failure = describeFailure(shrunk, origin, bench, 'scenarios/corpus/x.yaml');
    expect(failure.case.requirements).toEqual(['SES-START-002']);
    expect(failure.case.title).toBe('No later message of a session carries the start marker, after reset');
    expect(slugOf(shrunk)).toBe('start-once-reset');
  });

  test('a restart is a reload as well, and its name says so once', async () => {
    const shrunk = await shrunkOf(plan, 'start-once');
    const restarted = examinerOf(target.name, android).resolve(planOf([load, { kind: 'restart' }, track]), 'x');
    expect(slugOf({ ...shrunk, resolved: restarted })).toBe('start-once-restart');
  });
});
