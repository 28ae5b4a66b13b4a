import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { compareTargets, type DiffOptions, exitCodeOfDiff } from '../../src/suite/diff.js';
import { caseOf, event, load, track, wait } from '../judge/fixture.js';

const policy = loadPolicy('rudderstack-web');
const timeoutMs = policy.values.defaultTimeoutMs;
const [at, within, screen] = [
  caseOf([load, track('one'), wait(timeoutMs), track('two')], {}, { id: 'timeout/at', platform: 'mobile' }),
  caseOf([load, track('one'), wait(60_000), track('two')], {}, { id: 'timeout/within', given: { boundary: 'none' } }),
  caseOf([load, event('screen', 'Home')], {}, { id: 'wire/screen' }),
];
const targets = [
  { name: 'reference:rudderstack-web', edition: '2026-11' },
  { name: 'reference:announcement-web', edition: '2022-12' },
];

const file = join(packageRoot, 'test', 'fixtures', 'sdks', 'throwing-load.cjs');
const mute = { name: 'rudderstack-js', edition: '2026-11', sdk: { file, subject: 'mute', version: '1' } };

function diff(changes: Partial<DiffOptions> = {}) {
  return compareTargets({
    cases: [at, within, screen],
    targets,
    policy,
    seed: 1,
    jobs: 1,
    fullStepping: false,
    ...changes,
  });
}

describe('compareTargets', () => {
  test('plays what two can play, whomever the expectations are for', async () => {
    const comparison = await diff();
    expect(comparison.cases.map(({ case: { id } }) => id)).toEqual(['timeout/at', 'timeout/within']);
    expect(comparison.notComparable).toEqual([
      { scenario: 'wire/screen', message: 'step 2: the web has no screen call' },
    ]);
    expect(comparison).toMatchObject({
      policy: 'rudderstack-web',
      timeoutMs,
      seed: 1,
      leftOut: [],
      untestable: [],
      playedByAll: 2,
    });
    expect(comparison.cases[0]).toMatchObject({ durationMs: timeoutMs, elapsedMs: [0, 0, 0, timeoutMs] });
  });

  test('a phone and a page are compared in what both can do', async () => {
    const reload = caseOf([load, track('one'), { kind: 'reload' }, track('two')], {}, { id: 'persistence/reload' });
    const mixed = [...targets.slice(0, 1), { name: 'model:rudderstack-android', edition: '2026-11' }];
    const beyond = caseOf([load, track('one'), wait(timeoutMs + 1), track('two')], {}, { id: 'timeout/beyond' });
    const { cases, notComparable: alone, pairs } = await diff({ cases: [beyond, reload], targets: mixed });
    expect(cases.map(({ case: { id } }) => id)).toEqual(['timeout/beyond']);
    expect(alone).toEqual([{ scenario: 'persistence/reload', message: 'step 3: an app has no reload' }]);
    expect(pairs[0]?.partings[0]?.sentence).toBe(
      'after 30m 1ms idle in the foreground, reference:rudderstack-web opens a new one, model:rudderstack-android keeps the session',
    );
  });

  test('finds where they part, and by how many sessions', async () => {
    const { targets: compared, clusters, pairs } = await diff();
    expect(
      compared.map(({ description, edition, played, sessions }) => [description.name, edition, played, sessions]),
    ).toEqual([
      ['reference:rudderstack-web', '2026-11', 2, 2],
      ['reference:announcement-web', '2022-12', 2, 3],
    ]);
    expect(clusters).toEqual([[0], [1]]);
    expect(pairs).toMatchObject([{ common: 2, parted: 1, sessions: -1, partings: [{ scenarios: 1 }] }]);
    expect(pairs[0]?.partings[0]?.sentence).toBe(
      'after 30m idle in the foreground, reference:rudderstack-web keeps the session, reference:announcement-web opens a new one',
    );
  });

  test('two that agree are one cluster', async () => {
    expect(await diff({ cases: [within] })).toMatchObject({ clusters: [[0, 1]], pairs: [] });
  });

  test('the result does not depend on the number of jobs', async () => {
    expect(JSON.stringify(await diff({ jobs: 3 }))).toBe(JSON.stringify(await diff()));
  });

  test('tells how far it is, and ends at the end', async () => {
    const progress: (readonly [number, number])[] = [];
    await diff({ onProgress: (done, of) => progress.push([done, of]) });
    expect(progress.at(-1)).toEqual([6, 6]);
    expect(progress).toHaveLength(6);
  });

  test('a target whose wire is dead is left out, with the reason', async () => {
    const comparison = await diff({ targets: [...targets, mute] });
    expect(comparison.leftOut.map(({ description }) => description.name)).toEqual(['rudderstack-js']);
    expect(comparison.leftOut[0]?.probes.some(({ ok }) => !ok)).toBe(true);
    expect(comparison.targets).toHaveLength(2);
    expect(comparison.cases).toHaveLength(2);
    expect(exitCodeOfDiff(comparison, false)).toBe(0);
    expect(exitCodeOfDiff(comparison, true)).toBe(3);
  });

  test('with fewer than two left, nothing was compared', async () => {
    const comparison = await diff({ targets: [...targets.slice(0, 1), mute] });
    expect(comparison).toMatchObject({ cases: [], pairs: [], playedByAll: 0 });
    expect(exitCodeOfDiff(comparison, false)).toBe(3);
  });

  test('a target that does not exist is bad input', async () => {
    await expect(diff({ targets: [{ name: 'reference:rudderstack-wbe', edition: '2026-11' }] })).rejects.toThrow(
      'did you mean',
    );
  });
});

describe('the exit code', () => {
  test('differing fails only where it is asked for', async () => {
    const parting = await diff();
    const agreeing = await diff({ cases: [within] });
    expect([exitCodeOfDiff(parting, false), exitCodeOfDiff(parting, true)]).toEqual([0, 1]);
    expect([exitCodeOfDiff(agreeing, false), exitCodeOfDiff(agreeing, true)]).toEqual([0, 0]);
  });

  test('a gate is not green when a scenario could not be compared', async () => {
    const untestable = [{ scenario: 'timeout/within', target: 'web', message: 'the SDK hung' }];
    const comparison = { ...(await diff({ cases: [within] })), untestable };
    expect([exitCodeOfDiff(comparison, false), exitCodeOfDiff(comparison, true)]).toEqual([0, 3]);
  });
});
