import { describe, expect, test } from 'vitest';
import { type SeparateOptions, separateTargets } from '../../src/fuzz/separate.js';
import { readScenarioText } from '../../src/scenario/load-scenarios.js';
import { openTarget, type Target, UntestableError } from '../../src/target/index.js';
import { android, registry, web } from './planned.js';

const edition = '2026-11';

function options(one: string, other: string, runs: number): SeparateOptions {
  const targets = [openTarget(one, { edition, seed: 1 }), openTarget(other, { edition, seed: 1 })] as const;
  const policy = one.includes('web') ? web : android;
  return { targets, policy, registry, edition, seed: 1, runs, steps: 40, command: 'npx lapse diff' };
}

describe('separateTargets', () => {
  test('finds a few steps that two targets of one platform do not play alike, as a scenario', async () => {
    const { found, runs } = await separateTargets(
      options('reference:rudderstack-android', 'model:rudderstack-android', 30),
    );
    expect(runs).toBeLessThanOrEqual(30);
    expect(found?.steps).toBeLessThanOrEqual(4);
    expect(found?.generatedSteps).toBeGreaterThanOrEqual(found?.steps ?? 0);
    const scenario = readScenarioText(found?.scenario ?? '', { file: 'found.yaml', registry, policy: android });
    expect(scenario.timeline.steps).toEqual(found?.case.timeline.steps);
  });

  test('a page and an application are asked only for what both can do', async () => {
    const { found } = await separateTargets(options('reference:rudderstack-web', 'model:rudderstack-android', 200));
    expect(found?.steps).toBeLessThanOrEqual(3);
    const { found: turned } = await separateTargets(
      options('reference:rudderstack-android', 'reference:rudderstack-web', 60),
    );
    expect(turned?.case.timeline.steps[0]?.action.kind).toBe('open');
  });

  test('finds nothing between a target and itself', async () => {
    const same = options('reference:rudderstack-web', 'reference:rudderstack-web', 40);
    expect(await separateTargets(same)).toEqual({ runs: 40, untestable: 0 });
  });

  test('what cannot be observed tells nothing apart, and is counted', async () => {
    const { targets, ...rest } = options('reference:rudderstack-android', 'model:rudderstack-android', 5);
    const [one, other] = targets;
    const mute = {
      description: other.description,
      play: () => Promise.reject(new UntestableError('it hangs')),
      close: () => Promise.resolve(),
    };
    expect(await separateTargets({ ...rest, targets: [one, mute] })).toEqual({
      runs: 5,
      untestable: 5,
      whyUntestable: 'it hangs',
    });
  });

  test('a timeline in which there was nothing to damage is played without the damage', async () => {
    const { targets, ...rest } = options('reference:rudderstack-web', 'model:rudderstack-web', 60);
    const [one, other] = targets;
    let refused = 0;
    const empty: Target = {
      description: other.description,
      close: () => other.close(),
      play: (timeline) => {
        if (timeline.steps.every(({ action }) => action.kind !== 'damage')) return other.play(timeline);
        refused += 1;
        return Promise.reject(new UntestableError('nothing is stored'));
      },
    };
    const { untestable, found } = await separateTargets({ ...rest, targets: [one, empty] });
    expect(refused).toBeGreaterThan(0);
    expect(untestable).toBe(0);
    expect(found).toBeDefined();
  });
});
