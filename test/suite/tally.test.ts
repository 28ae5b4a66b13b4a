import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/record/run-result.js';
import { type Status, statuses, type Verdict } from '../../src/record/verdict.js';
import { countStatuses, exitCodeOf, exitCodes } from '../../src/suite/tally.js';
import { caseOf, load } from '../judge/fixture.js';

function verdicts(...of: readonly Status[]): Verdict[] {
  return of.map((status) => ({
    scenario: 'timeout/example',
    check: 'expected-session',
    requirement: 'SES-TIMEOUT-003',
    status,
    level: 'MUST',
    basis: 'lapse',
    expected: '',
    observed: '',
    message: '',
  }));
}

function runOf(of: readonly Status[], changes: Partial<RunResult> = {}): RunResult {
  return {
    lapseVersion: '0.1.0',
    target: {
      name: 'spoilt',
      subject: 'a spoilt engine',
      version: '1',
      environment: 'test',
      executed: true,
      platform: 'web',
    },
    edition: '2026-11',
    policy: 'rudderstack-web',
    seed: 1,
    probes: [],
    // One verdict in each case, so that all cases have to be looked at.
    cases: of.map((status) => ({ case: caseOf([load]), verdicts: verdicts(status), sessions: [] })),
    faults: [],
    coverage: [],
    branches: [],
    deviations: [],
    overdue: [],
    ...changes,
  };
}

const faults = [{ scenario: 'timeout/example', message: 'a contradiction' }];
const overdue = [{ deviation: 'frozen', review: '2026-01-01' }];

describe('exitCodeOf', () => {
  test('a part of which everything is skipped leaves the judgement to the whole', () => {
    const part = (number: number, of: number) => ({ sha256: '', scenarios: [], shard: { number, of } });
    expect(exitCodeOf(runOf(['skip', 'skip'], { part: part(1, 2) }), false)).toBe(0);
    expect(exitCodeOf(runOf(['skip', 'known'], { part: part(1, 2) }), false)).toBe(3);
    expect(exitCodeOf(runOf(['skip'], { part: part(1, 1) }), false)).toBe(3);
    expect(exitCodeOf(runOf([], { part: part(1, 2) }), false)).toBe(3);
    expect(exitCodeOf(runOf(['skip'], { part: part(1, 2), partial: 'stopped' }), false)).toBe(3);
  });

  test('the codes are those of the documentation', () => {
    expect(exitCodes).toEqual({ conforms: 0, breaks: 1, badInput: 2, notJudged: 3, interrupted: 130, terminated: 143 });
  });

  test.each<[readonly Status[], number, number]>([
    [['pass'], 0, 0],
    [['pass', 'skip'], 0, 0],
    [['pass', 'known'], 0, 0],
    [['pass', 'warn'], 0, 1],
    [['pass', 'characterization'], 0, 1],
    [['pass', 'fail'], 1, 1],
    [['pass', 'stale'], 1, 1],
    [['pass', 'untestable'], 3, 3],
    [['pass', 'untestable', 'fail', 'stale'], 3, 3],
    [[], 3, 3],
    [['skip'], 3, 3],
    [['known', 'warn', 'characterization'], 3, 3],
    [['fail'], 3, 3],
  ])('%j ends with %i, and strictly with %i', (of, code, strictCode) => {
    expect(exitCodeOf(runOf(of), false)).toBe(code);
    expect(exitCodeOf(runOf(of), true)).toBe(strictCode);
  });

  test('a fault of Lapse comes before a breach', () => {
    expect(exitCodeOf(runOf(['pass'], { faults }), false)).toBe(3);
    expect(exitCodeOf(runOf(['pass', 'fail'], { faults, overdue }), false)).toBe(3);
  });

  test('a deviation that nobody looked at again breaks the run', () => {
    expect(exitCodeOf(runOf(['pass', 'known'], { overdue }), false)).toBe(1);
  });
});

test('countStatuses counts every status, also those that nothing has', () => {
  expect(countStatuses(verdicts('pass', 'pass', 'fail'))).toEqual({
    pass: 2,
    fail: 1,
    flaky: 0,
    warn: 0,
    known: 0,
    stale: 0,
    skip: 0,
    untestable: 0,
    characterization: 0,
  });
  expect(Object.keys(countStatuses([]))).toEqual([...statuses]);
});
