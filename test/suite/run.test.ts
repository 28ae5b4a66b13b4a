import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/record/case.js';
import type { StepAction } from '../../src/record/timeline.js';
import type { TargetDescription, Trace } from '../../src/record/trace.js';
import type { Deviation } from '../../src/spec/deviations.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { type RunOptions, runSuite } from '../../src/suite/run.js';
import { exitCodeOf } from '../../src/suite/tally.js';
import type { Target } from '../../src/target/target.js';
import { hostTurn } from '../../src/time/host.js';
import { bench } from '../judge/bench.js';
import { beyondTimeout, caseOf, load, track } from '../judge/fixture.js';
import { SpoiltTarget, stoppedClock } from './targets.js';

const steps = [load, track('one'), beyondTimeout, track('two')];
const right = { 1: { session: 'first', start: 'true' }, 3: { session: 'second', start: 'true' } } as const;
const wrong = { 1: { session: 'first' }, 3: { session: 'first' } } as const;

function scenario(slug: string, expectations: Parameters<typeof caseOf>[1] = right, changes: Partial<Case> = {}): Case {
  return caseOf(steps, expectations, { id: `timeout/${slug}`, ...changes });
}

const [a, b, c, d] = [
  scenario('a'),
  scenario('b', right, { platform: 'mobile' }),
  scenario('c', right, { given: { boundary: 'exclusive' } }),
  scenario('d', { 1: { start: 'true' } }, { requirements: ['SES-START-001', 'SES-ID-004'] }),
];
const good: readonly Case[] = [a, b, c, d];

function run(changes: Partial<RunOptions> = {}) {
  return runSuite({
    cases: good,
    target: 'reference:rudderstack-web',
    bench,
    seed: 1,
    jobs: 1,
    bail: false,
    fullStepping: false,
    asOf: '2026-11-24',
    ...changes,
  });
}

function ids(cases: readonly { readonly case: Case }[]): string[] {
  return cases.map((result) => result.case.id);
}

function deviation(changes: Partial<Deviation>): Deviation {
  return {
    id: 'known',
    requirement: 'SES-TIMEOUT-003',
    scenarios: ['timeout/a'],
    reason: 'For a test.',
    review: '2026-11-24',
    place: { file: 'example.yaml', line: 1, column: 1 },
    ...changes,
  };
}

describe('runSuite', () => {
  test('judges what applies and tells why the rest does not', async () => {
    const result = await run();
    expect(result).toMatchObject({
      target: { name: 'reference:rudderstack-web', environment: 'engine', executed: false },
      edition: '2026-11',
      policy: 'rudderstack-web',
      seed: 1,
      faults: [],
      overdue: [],
    });
    expect(result).not.toHaveProperty('partial');
    expect(result.probes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(ids(result.cases)).toEqual(['timeout/a', 'timeout/b', 'timeout/c', 'timeout/d']);
    expect(result.cases[1]?.verdicts).toMatchObject([
      { check: 'applicability', status: 'skip', message: 'for mobile, and the target is web' },
    ]);
    expect(result.cases[1]).not.toHaveProperty('trace');
    expect(result.cases[0]?.trace?.target).toBe('reference:rudderstack-web');
    expect(result.cases[0]?.sessions.length).toBe(2);
    const judged = result.cases[0]?.verdicts ?? [];
    expect(judged.filter(({ status }) => status !== 'pass').map(({ check }) => check)).toEqual(['engine-opinion']);
    expect(result.coverage.find(({ requirement }) => requirement === 'SES-TIMEOUT-003')).toMatchObject({
      outcome: 'conforms',
      scenarios: ['timeout/a', 'timeout/b', 'timeout/c'],
    });
    expect(exitCodeOf(result, true)).toBe(0);
  });

  test('the result is the same for one job and for several, and for a second run', async () => {
    const many = Array.from({ length: 12 }, (_, index) => scenario(`case-${index}`));
    const once = await run({ cases: many });
    expect(ids(once.cases)).toEqual(many.map(({ id }) => id));
    expect(await run({ cases: many, jobs: 3 })).toEqual(once);
    expect(JSON.stringify(await run({ cases: many }))).toBe(JSON.stringify(once));
  });

  test('tells how far it is', async () => {
    const progress: [number, number][] = [];
    await run({ onProgress: (done, of) => progress.push([done, of]) });
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test('an author whom the engine contradicts is a fault, in the order of the cases', async () => {
    const result = await run({ cases: [scenario('x', wrong), a, scenario('y', wrong)], jobs: 2 });
    expect(result.faults).toEqual([
      {
        scenario: 'timeout/x',
        message:
          'the author and the reference engine contradict each other: step 4: expected session "first" (1772442000000), observed session 1772443800001',
      },
      expect.objectContaining({ scenario: 'timeout/y' }),
    ]);
    expect(exitCodeOf(result, false)).toBe(3);
  });

  test('bail stops after the first failure, and says so', async () => {
    const cases = [a, scenario('broken', wrong), c, b, d];
    const result = await run({ cases, bail: true, jobs: 3 });
    // What does not apply is known before anything is played.
    expect(ids(result.cases)).toEqual(['timeout/a', 'timeout/broken', 'timeout/b']);
    expect(result.partial).toBe('stopped after the first failure, with 2 scenarios not played');
    expect(await run({ cases, bail: true, jobs: 1 })).toEqual(result);
    expect(await run({ cases })).not.toHaveProperty('partial');
  });

  test('bail without a failure, or with one at the end, is a whole run', async () => {
    expect(await run({ bail: true })).not.toHaveProperty('partial');
    expect(await run({ cases: [a, scenario('broken', wrong)], bail: true })).not.toHaveProperty('partial');
  });

  test('a signal ends it, and what was judged by then is kept', async () => {
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done === 2) controller.abort('SIGTERM');
    };
    const result = await run({ signal: controller.signal, onProgress });
    expect(ids(result.cases)).toEqual(['timeout/a', 'timeout/b', 'timeout/c']);
    expect(result).toMatchObject({
      partial: 'interrupted by SIGTERM, with 1 scenario not played',
      interruptedBy: 'SIGTERM',
    });
    expect(exitCodeOf(result, false)).toBe(143);
    const early = await run({ signal: AbortSignal.abort('SIGINT') });
    // What does not apply is known without playing.
    expect(ids(early.cases)).toEqual(['timeout/b']);
    expect([early.probes, exitCodeOf(early, false)]).toEqual([[], 130]);
  });

  test('a signal that comes after the last case has ended nothing', async () => {
    const controller = new AbortController();
    const onProgress = (done: number, of: number) => {
      if (done === of) controller.abort('SIGINT');
    };
    expect(await run({ signal: controller.signal, onProgress })).not.toHaveProperty('partial');
  });

  test('what is known does not stop a run that bails', async () => {
    const deviations = [deviation({ scenarios: ['timeout/broken'] })];
    const cases = [scenario('broken', wrong), a];
    const result = await run({ cases, bail: true, bench: { ...bench, deviations } });
    expect(ids(result.cases)).toEqual(['timeout/broken', 'timeout/a']);
  });

  test('a deviation is overdue the day after its review', async () => {
    const deviations = [deviation({ scenarios: ['**'] })];
    const withDeviation = { bench: { ...bench, deviations } };
    expect((await run({ ...withDeviation, asOf: '2026-11-24' })).overdue).toEqual([]);
    expect((await run({ ...withDeviation, asOf: '2026-11-25' })).overdue).toEqual([
      { deviation: 'known', review: '2026-11-24' },
    ]);
    const elsewhere = { bench: { ...bench, deviations: [deviation({ scenarios: ['timeout/none'] })] } };
    expect((await run({ ...elsewhere, asOf: '2026-11-25' })).overdue).toEqual([]);
  });

  test('only a deviation that the run is about can be overdue', async () => {
    const of = async (changes: Partial<Deviation>) =>
      (await run({ bench: { ...bench, deviations: [deviation(changes)] }, asOf: '2027-01-01' })).overdue.length;
    expect(await of({})).toBe(1);
    expect(await of({ scenarios: ['reset/*'] })).toBe(0);
    expect(await of({ requirement: 'SES-TIMEOUT-008' })).toBe(0);
  });

  test('a case that cannot be judged is a fault of that case only', async () => {
    // The loader would refuse such an entry; here it makes the judge throw over timeline a.
    const deviations = [deviation({ requirement: 'SES-NONE-001' })];
    const result = await run({ bench: { ...bench, deviations } });
    const message = 'it could not be judged: no requirement has the id SES-NONE-001';
    expect(result.faults).toEqual([{ scenario: 'timeout/a', message }]);
    expect(result.cases[0]?.verdicts).toMatchObject([{ check: 'playable', status: 'untestable', message }]);
    expect(result.cases[2]?.verdicts.some(({ status }) => status === 'pass')).toBe(true);
    expect(exitCodeOf(result, false)).toBe(3);
  });

  test('judged by another policy than it plays, the engine has a second opinion', async () => {
    const result = await run({ cases: [a], bench: { ...bench, policy: loadPolicy('announcement-web') } });
    const opinion = result.cases[0]?.verdicts.find(({ check }) => check === 'engine-opinion');
    expect(opinion).toMatchObject({ status: 'pass', message: 'both see 2 sessions' });
  });

  test('targets that it is given are played with and left open; those that it opens it closes', async () => {
    const given = [new SpoiltTarget(), new SpoiltTarget()];
    const opened: SpoiltTarget[] = [];
    const open = (): SpoiltTarget => {
      const target = new SpoiltTarget();
      opened.push(target);
      return target;
    };
    const many = Array.from({ length: 12 }, (_, index) => scenario(`case-${index}`));
    const result = await run({ cases: many, jobs: 3, targets: given, open });
    expect(ids(result.cases)).toHaveLength(12);
    const all = [...given, ...opened];
    expect(all.map(({ closed }) => closed)).toEqual([false, false, true]);
    expect(all.every(({ played }) => played.length > 1)).toBe(true);
    await run({ cases: many, jobs: 1, targets: given, open });
    expect(opened).toHaveLength(1);
  });

  describe('beside a target that is being probed', () => {
    /** Plays the probes of the first that is opened when it is told to, and all others at once. */
    function opening(environment: string, spoil: (trace: Trace) => Trace = (trace) => trace) {
      const opened: SpoiltTarget[] = [];
      let go: () => void = () => {};
      const told = new Promise<void>((resolve) => {
        go = resolve;
      });
      const open = (): Target => {
        const target = new SpoiltTarget(spoil);
        opened.push(target);
        return {
          description: { ...target.description, environment } as TargetDescription,
          play: async (timeline) => {
            if (timeline.id === 'probe') await told;
            return target.play(timeline);
          },
          close: () => target.close(),
        };
      };
      const playedBefore = async (): Promise<string[][]> => {
        await hostTurn();
        return opened.map(({ played }) => [...played]);
      };
      return { open, opened, go, playedBefore };
    }

    test('one in a thread of ours plays a case, which counts when the probes pass', async () => {
      const { open, opened, go, playedBefore } = opening('jsdom');
      const running = run({ jobs: 2, open });
      expect(await playedBefore()).toEqual([[], ['timeout/d']]);
      go();
      expect(JSON.stringify(await running)).toBe(JSON.stringify(await run({ jobs: 1, open })));
      expect(opened[1]?.played[0]).toBe('timeout/d');
      expect(opened.every(({ closed }) => closed)).toBe(true);
    });

    test.each([
      ['jsdom', ['timeout/two', 'timeout/one-more']],
      ['process', ['timeout/two', 'timeout/one']],
    ])('of targets in %s, those in threads take the cases of many pages at one end', async (environment, first) => {
      const { open, opened, go } = opening(environment);
      const reload: StepAction = { kind: 'reload' };
      const cases = [
        scenario('one'),
        caseOf([load, track('one'), reload, track('two')], { 1: right[1] }, { id: 'timeout/two' }),
        scenario('one-more'),
      ];
      go();
      const result = await run({ cases, jobs: 2, open });
      expect(ids(result.cases)).toEqual(['timeout/one', 'timeout/two', 'timeout/one-more']);
      expect(opened.map(({ played }) => played.find((id) => id !== 'probe'))).toEqual(first);
      expect(ids((await run({ cases, jobs: 1, open })).cases)).toEqual(ids(result.cases));
      expect(opened[2]?.played.filter((id) => id !== 'probe')).toEqual(ids(result.cases));
    });

    test('of a target that the probes refuse, it is thrown away, and nobody waits for it', async () => {
      const { open, opened, go } = opening('jsdom', stoppedClock);
      go();
      const hung = (): Target => {
        const target = open();
        if (opened.length === 1) return target;
        return { ...target, play: () => new Promise<never>(() => {}) };
      };
      const result = await run({ jobs: 2, open: hung });
      expect(JSON.stringify(result)).toBe(JSON.stringify(await run({ jobs: 1, open })));
      expect(result.probes.map(({ ok }) => ok)).toEqual([false, true]);
      expect(opened.map(({ closed }) => closed)).toEqual([true, true, true]);
    });

    test('one that is a program of somebody else waits', async () => {
      const { open, go, playedBefore } = opening('process');
      const running = run({ jobs: 2, open });
      expect(await playedBefore()).toEqual([[]]);
      go();
      expect((await running).cases).toHaveLength(4);
    });

    test('those that were given wait, for they are played with afterwards', async () => {
      const { open, go, playedBefore } = opening('jsdom');
      const running = run({ jobs: 2, targets: [open(), open()] });
      expect(await playedBefore()).toEqual([[], []]);
      go();
      expect((await running).cases).toHaveLength(4);
    });

    test('with --bail nothing is played by another', async () => {
      const { open, go, playedBefore } = opening('jsdom');
      const running = run({ jobs: 2, bail: true, open });
      expect(await playedBefore()).toEqual([[]]);
      go();
      await running;
    });
  });

  test('a run of no cases is whole, and judged nothing', async () => {
    const result = await run({ cases: [] });
    expect(result.cases).toEqual([]);
    expect(result).not.toHaveProperty('partial');
    expect(exitCodeOf(result, false)).toBe(3);
  });

  test('a target that does not exist is bad input', async () => {
    await expect(run({ target: 'reference:rudderstack-wbe' })).rejects.toThrow('did you mean');
  });
});
