import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedCase } from '../../src/fuzz/examine.js';
import { type FuzzOptions, fuzz } from '../../src/fuzz/fuzz.js';
import type { PlannedAction } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import type { Timeline } from '../../src/record/timeline.js';
import { loadDeviations } from '../../src/spec/deviations.js';
import { openTarget, type Target, type TargetOptions, UntestableError } from '../../src/target/index.js';
import { android, load, planOf, registry, track, web } from './planned.js';

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

/** Opens the target with something that happens at the end of each play. */
function opening(atEnd: (timeline: Timeline) => Promise<void>) {
  const opened = { count: 0, closed: 0 };
  const open = (name: string, targetOptions: TargetOptions): Target => {
    const target = openTarget(name, targetOptions);
    opened.count += 1;
    return {
      description: target.description,
      async play(timeline) {
        const trace = await target.play(timeline);
        await atEnd(timeline);
        return trace;
      },
      async close() {
        opened.closed += 1;
      },
    };
  };
  return { open, opened };
}

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
    for (const jobs of [2, 3]) expect(await fuzz({ ...options, runs: 20, jobs })).toEqual(alone);
  });

  test('finds the same in whatever order plays end', async () => {
    const few = { ...options, runs: 6, steps: 12 };
    const alone = await fuzz(few);
    expect(alone.failures.length).toBeGreaterThan(0);
    const property = fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, jobs) => {
      const { open } = opening(({ id }) => scheduler.schedule(Promise.resolve(), id));
      expect(await scheduler.waitFor(fuzz({ ...few, jobs, open }))).toEqual(alone);
    });
    await fc.assert(property, { seed: 1, numRuns: 5 });
  });

  test('what was played ahead when it stops is as if it had never been played', async () => {
    const stopping = { ...options, keepGoing: false };
    const alone = await fuzz(stopping);
    for (const error of [new UntestableError('it hangs'), new Error('it is broken')]) {
      const ahead: string[] = [];
      const { open } = opening(async ({ id }) => {
        if (!/^fuzz\/\d+$/.test(id) || Number(id.slice(5)) <= alone.runs) return;
        ahead.push(id);
        throw error;
      });
      expect(await fuzz({ ...stopping, jobs: 3, open })).toEqual(alone);
      expect(ahead.length).toBeGreaterThan(0);
    }
  });

  test('what hangs and what breaks Lapse is told in the order of the runs, and nothing else is lost by it', async () => {
    const { open } = opening(async ({ id }) => {
      if (id === 'fuzz/3' || id === 'fuzz/4') throw new UntestableError('it hangs');
      if (id === 'fuzz/2' || id === 'fuzz/5') throw new Error('it is broken');
    });
    const spoilt = { ...options, runs: 12, open };
    const alone = await fuzz(spoilt);
    expect(await fuzz({ ...spoilt, jobs: 3 })).toEqual(alone);
    const broken = 'it could not be judged: it is broken';
    expect(alone.faults).toEqual([
      { scenario: 'fuzz/2', message: broken },
      { scenario: 'fuzz/5', message: broken },
    ]);
    expect(alone.discarded).toEqual([
      { reason: broken, run: 1, count: 2 },
      { reason: 'it hangs', run: 2, count: 2 },
    ]);
    expect(alone.runs).toBe(12);
  });

  test('opens a target for each job, for the corpus as well, and closes all of them whatever happens', async () => {
    const first = await fuzz({ ...options, keepGoing: false });
    const cases = first.failures.map((failure) => failure.case);
    const { open, opened } = opening(async () => {});
    await fuzz({ ...options, runs: 20, jobs: 3, cases, open });
    expect(opened).toEqual({ count: 3, closed: 3 });
    const onProgress = (): void => {
      throw new Error('nobody listens');
    };
    await expect(fuzz({ ...options, runs: 20, jobs: 2, onProgress, open })).rejects.toThrow('nobody listens');
    expect(opened).toEqual({ count: 5, closed: 5 });
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
    for (const jobs of [1, 3]) {
      let asked = 0;
      const whyStop = () => (++asked > 5 ? 'enough' : undefined);
      expect(await fuzz({ ...options, jobs, whyStop })).toMatchObject({ runs: 5, stopped: 'enough' });
    }
    expect(await fuzz({ ...options, runs: 3, whyStop: () => undefined })).not.toHaveProperty('stopped');
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

  test('a known failure that comes down to less than its scenario is shrunk once, and counted for it from then on', async () => {
    const unavailable: PlannedAction = { kind: 'storage', state: 'unavailable' };
    // That storage is available again is not what its first failure needs.
    const plan = planOf([load, unavailable, track, { kind: 'storage', state: 'available' }, track]);
    const { timeline } = resolvePlan(plan, web, 'storage/refused');
    const known = generatedCase(timeline, 'web');
    const order: string[] = [];
    const { open } = opening(async ({ id }) => {
      order.push(id);
    });
    const { failures, known: seen } = await fuzz({
      ...options,
      target: 'model:rudderstack-web',
      bench: { ...options.bench, policy: web },
      runs: 90,
      cases: [known],
      open,
    });
    const shrunk = order.filter((id, index) => id === 'shrinking' && order[index - 1] !== id);
    expect(shrunk.length - failures.length).toBe(1);
    expect(seen.find(({ scenario }) => scenario === 'storage/refused')?.seen).toBeGreaterThan(1);
  });

  test('played twice, the engine does the same', async () => {
    const { unstable } = await fuzz({ ...options, target: 'reference:rudderstack-android', twice: true });
    expect(unstable).toBeUndefined();
  });
});
