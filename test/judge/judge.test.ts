import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Bench, contradictions, judge, unjudged } from '../../src/judge/judge.js';
import type { Case } from '../../src/record/case.js';
import type { Trace } from '../../src/record/trace.js';
import type { Level, Verdict } from '../../src/record/verdict.js';
import type { Deviation } from '../../src/spec/deviations.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { bench } from './bench.js';
import { beyondTimeout, caseOf, frozenId, load, silent, traceOf, track, withSessionField } from './fixture.js';

const steps = [load, track('one'), beyondTimeout, track('two'), track('three')];
const expectations = {
  1: { session: 'first', start: 'true' },
  3: { session: 'second', start: 'true' },
  4: { session: 'second', start: 'absent' },
} as const;
const scenario = caseOf(steps, expectations);
const trace = traceOf(scenario);

function judged(damaged: Trace, changes: Partial<Bench> = {}, of: Case = scenario): Verdict[] {
  return judge(of, damaged, trace, { ...bench, ...changes });
}

/** The checks that came to a status, each once. */
function checksWith(verdicts: readonly Verdict[], status: Verdict['status']): string[] {
  return [...new Set(verdicts.filter((verdict) => verdict.status === status).map(({ check }) => check))];
}

function deviation(changes: Partial<Deviation> = {}): Deviation {
  return {
    id: 'frozen',
    requirement: 'SES-TIMEOUT-003',
    scenarios: ['timeout/*'],
    reason: 'It never notices.',
    review: '2027-05-31',
    place: { file: 'spec/deviations/example.yaml', line: 3, column: 5 },
    ...changes,
  };
}

/** One that lists the numbers of steps. */
function listing(steps: Readonly<Record<string, readonly number[]>>): Deviation {
  const { place } = deviation();
  const known = Object.entries(steps).map(
    ([glob, numbers]) => [glob, numbers.map((number) => ({ number, place }))] as const,
  );
  return deviation({ scenarios: Object.keys(steps), steps: new Map(known) });
}

/** The registry with one requirement at another level. */
function withLevel(id: string, level: Level): Bench['registry'] {
  const requirement = bench.registry.byId.get(id);
  if (requirement === undefined) throw new Error(`no requirement has the id ${id}`);
  return { ...bench.registry, byId: new Map([...bench.registry.byId, [id, { ...requirement, level }]]) };
}

describe('judge', () => {
  test('passes a good trace, and tells level and basis of every requirement', () => {
    const verdicts = judged(trace);
    expect(verdicts.map(({ status }) => status)).toEqual(verdicts.map(() => 'pass'));
    expect(new Set(verdicts.map(({ check }) => check)).size).toBeGreaterThan(10);
    expect(verdicts[0]).toMatchObject({
      scenario: 'timeout/example',
      check: 'expected-session',
      requirement: 'SES-TIMEOUT-003',
      level: 'MUST',
      basis: bench.registry.byId.get('SES-TIMEOUT-003')?.basis,
      step: 1,
    });
    expect(verdicts[0]).not.toHaveProperty('outcome');
    expect(verdicts[0]).not.toHaveProperty('deviation');
  });

  test('fails a MUST, and what is not broken still passes', () => {
    const verdicts = judged(frozenId(trace));
    expect(checksWith(verdicts, 'fail')).toEqual(['expected-session', 'expected-start', 'engine-opinion']);
    expect(checksWith(verdicts, 'pass')).toContain('delivery');
  });

  test('fails a target that sends nothing', () => {
    const verdicts = judged(silent(trace));
    expect(checksWith(verdicts, 'pass')).toEqual([]);
    expect(checksWith(verdicts, 'fail')).toContain('delivery');
  });

  test('skips the opinion of the engine on itself', () => {
    const verdicts = judge(scenario, trace, undefined, bench);
    expect(checksWith(verdicts, 'skip')).toEqual(['engine-opinion']);
  });

  test('warns of a SHOULD', () => {
    expect(bench.registry.byId.get('SES-START-004')?.level).toBe('SHOULD');
    const verdicts = judged(withSessionField(trace, 2, 'sessionStart', false));
    expect(checksWith(verdicts, 'warn')).toEqual(['start-is-true']);
    expect(checksWith(verdicts, 'fail')).not.toContain('start-once');
  });

  test('a MAY that is not so is skipped, with the reason', () => {
    const verdicts = judged(frozenId(trace), { registry: withLevel('SES-TIMEOUT-003', 'MAY') });
    expect(checksWith(verdicts, 'fail')).toEqual([]);
    expect(verdicts.find(({ check, step }) => check === 'expected-session' && step === 3)).toMatchObject({
      status: 'skip',
      level: 'MAY',
      message:
        'optional, and not so here: step 4: expected a new session, "second", observed session "first" (1772442000000)',
    });
  });

  test('drops what is not in the edition', () => {
    const old = caseOf(steps, expectations, { requirements: ['SES-TIMEOUT-008'] });
    expect(bench.registry.byId.get('SES-TIMEOUT-008')?.editions).toEqual(['2022-12']);
    const of = (edition: string) => judged(frozenId(trace), { edition }, old).map(({ requirement }) => requirement);
    expect(of('2026-11')).not.toContain('SES-TIMEOUT-008');
    expect(of('2026-11')).toContain('SES-WIRE-001');
    expect(of('2022-12')).toContain('SES-TIMEOUT-008');
  });

  test('a requirement that nobody wrote is a fault of Lapse', () => {
    expect(() => judged(trace, {}, caseOf(steps, expectations, { requirements: ['SES-NONE-001'] }))).toThrow(
      'no requirement has the id SES-NONE-001',
    );
  });

  test('a value that a call returned changes no verdict but its own', () => {
    const reading = caseOf([...steps, { kind: 'getSessionId' }], { ...expectations, 5: { returns: 'second' } });
    const honest = traceOf(reading);
    const lying = {
      ...honest,
      entries: honest.entries.map((entry) => (entry.kind === 'return' ? { ...entry, value: 9_999_999_999 } : entry)),
    };
    const verdicts = judge(reading, lying, honest, bench);
    expect(checksWith(verdicts, 'fail')).toEqual(['expected-return']);
    expect(checksWith(judge(reading, honest, honest, bench), 'pass')).toContain('expected-return');
    const others = (all: readonly Verdict[]) => all.filter(({ check }) => check !== 'expected-return');
    expect(others(verdicts)).toEqual(others(judge(reading, honest, honest, bench)));
  });
});

describe('deviations', () => {
  test('a flaky one is neither known nor stale', () => {
    const flaky = deviation({ flaky: true });
    const failing = judged(frozenId(trace), { deviations: [flaky] });
    expect(checksWith(failing, 'flaky').length).toBeGreaterThan(0);
    expect([checksWith(failing, 'known'), checksWith(judged(trace, { deviations: [flaky] }), 'stale')]).toEqual([
      [],
      [],
    ]);
  });

  test('what certainly fails stays known beside a flaky entry, and no second entry is stale for it', () => {
    const deviations = [deviation({ id: 'trembles', flaky: true }), deviation(), deviation({ id: 'second' })];
    const verdicts = judged(frozenId(trace), { deviations });
    expect(new Set(verdicts.flatMap((each) => each.deviation ?? []))).toEqual(new Set(['frozen']));
    expect(checksWith(verdicts, 'stale')).toEqual([]);
  });

  test('what is known does not fail', () => {
    const verdicts = judged(frozenId(trace), { deviations: [deviation()] });
    expect(checksWith(verdicts, 'fail')).toEqual([]);
    expect(checksWith(verdicts, 'stale')).toEqual([]);
    expect(checksWith(verdicts, 'known')).toEqual(['expected-session', 'expected-start', 'engine-opinion']);
    expect(new Set(verdicts.filter(({ status }) => status === 'known').map((verdict) => verdict.deviation))).toEqual(
      new Set(['frozen']),
    );
    expect(checksWith(verdicts, 'pass')).toContain('delivery');
  });

  test('covers only its checks', () => {
    const verdicts = judged(frozenId(trace), { deviations: [deviation({ checks: ['expected-start'] })] });
    expect(checksWith(verdicts, 'known')).toEqual(['expected-start']);
    expect(checksWith(verdicts, 'fail')).toEqual(['expected-session', 'engine-opinion']);
  });

  test('covers only its requirement', () => {
    const verdicts = judged(frozenId(trace), { deviations: [deviation({ requirement: 'SES-ID-003' })] });
    expect(checksWith(verdicts, 'known')).toEqual([]);
    expect(checksWith(verdicts, 'fail')).toContain('expected-session');
  });

  test('covers only its scenarios', () => {
    const verdicts = judged(frozenId(trace), { deviations: [deviation({ scenarios: ['start/*', 'timeout/other'] })] });
    expect(checksWith(verdicts, 'known')).toEqual([]);
    expect(checksWith(verdicts, 'stale')).toEqual([]);
    expect(checksWith(verdicts, 'fail')).toContain('expected-session');
  });

  test('a glob over a scenario covers the cases of its matrix', () => {
    const expanded = caseOf(steps, expectations, { id: 'timeout/example/type=page' });
    const verdicts = judged(frozenId(trace), { deviations: [deviation({ scenarios: ['timeout/example'] })] }, expanded);
    expect(checksWith(verdicts, 'known')).toContain('expected-session');
  });

  test('one that does not fail any more is stale', () => {
    const verdicts = judged(trace, { deviations: [deviation()] });
    expect(verdicts.filter(({ status }) => status !== 'pass')).toEqual([
      {
        scenario: 'timeout/example',
        check: 'deviation',
        requirement: 'SES-TIMEOUT-003',
        level: 'MUST',
        basis: bench.registry.byId.get('SES-TIMEOUT-003')?.basis,
        status: 'stale',
        deviation: 'frozen',
        expected: 'a failure, as frozen says',
        observed: 'no failure',
        message:
          'the deviation frozen (spec/deviations/example.yaml:3:5) says that this fails, and it does not: remove the entry, or this scenario from it',
      },
    ]);
  });

  describe('with the numbers of steps', () => {
    // It fails at step 4, where a session should begin, and at step 5, which marks what is no start.
    const twice = withSessionField(frozenId(trace), 2, 'sessionStart', true);
    const at = (...numbers: number[]) => listing({ 'timeout/*': numbers });
    const failing = (deviations: readonly Deviation[]) =>
      judged(twice, { deviations })
        .filter(({ status, requirement }) => status === 'fail' && requirement === 'SES-TIMEOUT-003')
        .map(({ step }) => step);

    test('covers what fails at these steps only', () => {
      expect(new Set(failing([]))).toEqual(new Set([3, 4]));
      expect(new Set(failing([at(5)]))).toEqual(new Set([3]));
      expect(new Set(failing([at(4)]))).toEqual(new Set([4]));
      expect(failing([at(4, 5)])).toEqual([]);
      expect(checksWith(judged(twice, { deviations: [at(4, 5)] }), 'stale')).toEqual([]);
    });

    test('every scenario or glob has its own, and a scenario has those of all that select it', () => {
      expect(failing([listing({ 'timeout/example': [4], 'timeout/*': [5] })])).toEqual([]);
      expect(failing([listing({ 'timeout/example': [4], 'timeout/other': [5] })])).toEqual([4, 4]);
    });

    test('is stale at each step that does not fail, although others do', () => {
      const stale = judged(twice, { deviations: [at(2, 4, 5)] }).filter(({ status }) => status === 'stale');
      expect(stale).toEqual([
        expect.objectContaining({
          check: 'deviation',
          step: 1,
          expected: 'a failure at step 2, as frozen says',
          message:
            'the deviation frozen (spec/deviations/example.yaml:3:5) says that this fails at step 2, and it does not: remove the entry, or this step from it',
        }),
      ]);
    });

    test('is stale once where nothing fails at all', () => {
      const stale = judged(trace, { deviations: [at(2, 4)] }).filter(({ status }) => status === 'stale');
      expect(stale).toHaveLength(1);
      expect(stale[0]).not.toHaveProperty('step');
    });
  });

  test('the file of a stale one is named as seen from the package, wherever somebody works', () => {
    const place = { file: path.join(packageRoot, 'spec', 'deviations', 'example.yaml'), line: 3, column: 5 };
    expect(judged(trace, { deviations: [deviation({ place })] })).toEqual(judged(trace, { deviations: [deviation()] }));
  });

  test('one of another edition is not stale', () => {
    expect(judged(trace, { deviations: [deviation({ requirement: 'SES-TIMEOUT-008' })] })).toEqual(judged(trace));
  });
});

describe('what rests on the policy', () => {
  const given = caseOf(steps, expectations, { given: { boundary: 'exclusive' } });
  const documented = caseOf(steps, expectations, { given: { minimumManualIdDigits: 10 } });

  test('a difference from an observed value characterizes, and breaks nothing', () => {
    expect(bench.policy.basisOf.boundary).toBe('observed');
    const verdicts = judged(frozenId(trace), {}, given);
    expect(checksWith(verdicts, 'fail')).toEqual([]);
    expect(checksWith(verdicts, 'characterization')).toEqual(['expected-session', 'expected-start', 'engine-opinion']);
  });

  test('a law holds under every policy', () => {
    expect(checksWith(judged(silent(trace), {}, given), 'fail')).toEqual(['delivery']);
  });

  test('a difference from a documented value is a breach', () => {
    expect(bench.policy.basisOf.minimumManualIdDigits).toBe('documented');
    const verdicts = judged(frozenId(trace), {}, documented);
    expect(checksWith(verdicts, 'characterization')).toEqual([]);
    expect(checksWith(verdicts, 'fail')).toContain('expected-session');
  });

  test('a deviation that covers it is known and not stale, for it does fail', () => {
    const verdicts = judged(frozenId(trace), { deviations: [deviation()] }, given);
    expect(checksWith(verdicts, 'stale')).toEqual([]);
    expect(checksWith(verdicts, 'known')).toContain('expected-session');
  });
});

describe('contradictions', () => {
  test('none where the author and the engine agree', () => {
    expect(contradictions(scenario, trace)).toEqual([]);
  });

  test('one sentence for each expectation that the engine does not meet', () => {
    const wrong = caseOf(steps, { 1: { session: 'first' }, 3: { session: 'first', start: 'absent' } });
    expect(contradictions(wrong, traceOf(wrong))).toEqual([
      'the author and the reference engine contradict each other: step 4: expected session "first" (1772442000000), observed session 1772443800001',
      'the author and the reference engine contradict each other: step 4: expected sessionStart absent, observed sessionStart true',
    ]);
  });

  test('laws are not the opinion of the author', () => {
    const unstated = caseOf(steps);
    expect(contradictions(unstated, silent(traceOf(unstated)))).toEqual([]);
  });
});

test('a case that was not judged has one verdict, for its main requirement', () => {
  expect(unjudged(scenario, 'untestable', 'playable', 'the SDK hung', bench.registry)).toEqual({
    scenario: 'timeout/example',
    check: 'playable',
    requirement: 'SES-TIMEOUT-003',
    level: 'MUST',
    basis: bench.registry.byId.get('SES-TIMEOUT-003')?.basis,
    status: 'untestable',
    expected: '',
    observed: '',
    message: 'the SDK hung',
  });
});

test('what a verdict shows of a huge value is cut', () => {
  const huge = withSessionField(trace, 1, 'sessionId', 'x'.repeat(1_000_000));
  const verdicts = judged(huge);
  expect(checksWith(verdicts, 'fail')).toContain('id-integer');
  for (const { expected, observed, message } of verdicts) {
    for (const text of [expected, observed, message]) expect(text.length).toBeLessThan(1_100);
  }
});
