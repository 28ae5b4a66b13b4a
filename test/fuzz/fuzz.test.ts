import { describe, expect, test } from 'vitest';
import { type FuzzOptions, fuzz } from '../../src/fuzz/fuzz.js';
import { loadDeviations } from '../../src/spec/deviations.js';
import { android, registry } from './planned.js';

const options: FuzzOptions = {
  target: 'model:rudderstack-android',
  bench: { registry, policy: android, edition: '2026-11', deviations: loadDeviations('none') },
  seed: 1,
  runs: 40,
  steps: 40,
  jobs: 1,
  keepGoing: true,
  twice: false,
  fullStepping: false,
  cases: [],
  isCorpus: () => true,
  fileFor: (slug) => `scenarios/corpus/${slug}.yaml`,
  commandFor: (runs) => `npx lapse fuzz --runs ${runs}`,
};

describe('fuzz', () => {
  test('finds what a model breaks, each cause once, shrunk to a few steps', async () => {
    const { failures, runs, steps, faults, discarded } = await fuzz(options);
    expect([faults, discarded]).toEqual([[], []]);
    expect(runs).toBe(40);
    expect(steps / runs).toBeGreaterThan(30);
    expect(failures.length).toBeGreaterThan(3);
    expect(new Set(failures.map(({ case: { id } }) => id)).size).toBe(failures.length);
    for (const failure of failures) {
      expect(failure.steps).toBeLessThanOrEqual(8);
      expect(failure.verdict.status).not.toBe('pass');
      expect(failure.scenario).toContain(failure.case.title);
    }
  });

  test('finds the same however many play side by side', async () => {
    const alone = await fuzz({ ...options, runs: 20 });
    expect(await fuzz({ ...options, runs: 20, jobs: 3 })).toEqual(alone);
  });

  test('counts the branches that the engine takes, as target and as second opinion', async () => {
    const { branches } = await fuzz({ ...options, runs: 10 });
    expect(branches.taken).toBeGreaterThan(30);
    expect(branches.taken).toBeLessThan(branches.of);
    const engine = await fuzz({ ...options, target: 'reference:rudderstack-android', runs: 10 });
    expect(engine.branches).toEqual(branches);
  });

  test('stops at the first new cause unless it is to go on, and when it is told to', async () => {
    const first = await fuzz({ ...options, keepGoing: false });
    expect(first.failures).toHaveLength(1);
    expect(first.stopped).toBe('a new failure was found');
    expect(await fuzz({ ...options, whyStop: () => 'enough' })).toMatchObject({ runs: 0, stopped: 'enough' });
  });

  test('what the corpus shows is not new', async () => {
    const first = await fuzz({ ...options, keepGoing: false });
    const [known] = first.failures;
    if (known === undefined) throw new Error('nothing was found');
    const again = await fuzz({ ...options, runs: 20, cases: [known.case] });
    expect(again.corpus.map(({ case: { id } }) => id)).toEqual([known.case.id]);
    expect(again.known.map(({ scenario }) => scenario)).toContain(known.case.id);
    expect(again.failures.map(({ case: { id } }) => id)).not.toContain(known.case.id);
  });

  test('played twice, the engine does the same', async () => {
    const { unstable } = await fuzz({ ...options, target: 'reference:rudderstack-android', twice: true });
    expect(unstable).toBeUndefined();
  });
});
