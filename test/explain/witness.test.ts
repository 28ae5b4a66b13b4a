import { describe, expect, test } from 'vitest';
import { witnessOf } from '../../src/explain/witness.js';
import { judge } from '../../src/judge/judge.js';
import type { Case } from '../../src/record/case.js';
import type { Verdict } from '../../src/record/verdict.js';
import { bench } from '../judge/bench.js';
import {
  beyondTimeout,
  caseOf,
  dropMessage,
  event,
  frozenId,
  load,
  on,
  traceOf,
  track,
  wait,
} from '../judge/fixture.js';

const requirement = [...bench.registry.byId.values()][0];

function verdict(step: number | undefined, relatedSteps?: readonly number[]): Verdict {
  return {
    scenario: 'timeout/example',
    check: 'expected-session',
    requirement: 'SES-TIMEOUT-003',
    status: 'fail',
    level: 'MUST',
    basis: 'announced',
    ...(step === undefined ? {} : { step }),
    ...(relatedSteps === undefined ? {} : { relatedSteps }),
    expected: 'a new session',
    observed: 'the same session',
    message: 'one sentence',
  };
}

function witness(of: Verdict, scenario: Case) {
  if (requirement === undefined) throw new Error('there are requirements');
  return witnessOf(of, scenario, traceOf(scenario), requirement);
}

function numbers(of: Verdict, scenario: Case): number[] {
  return witness(of, scenario).steps.map(({ number }) => number);
}

const scenario = caseOf([load, track('one'), wait(10), track('two'), beyondTimeout, track('three'), track('four')], {
  1: { session: 'first' },
  3: { session: 'first' },
  5: { session: 'second' },
});

const silent = { lines: [], more: 0 };

describe('witnessOf', () => {
  test('shows the culprit, what it is compared with, and what lies between', () => {
    const { steps, ...rest } = witness(verdict(5, [3]), scenario);
    expect(steps).toEqual([
      { number: 4, time: '10ms', client: 'tab1', text: 'track "two"', culprit: false, log: silent },
      { number: 5, time: '30m 11ms', client: 'tab1', text: 'wait 30m 1ms', culprit: false, log: silent },
      { number: 6, time: '30m 11ms', client: 'tab1', text: 'track "three"', culprit: true, log: silent },
    ]);
    expect(rest).toEqual({
      requirement,
      between: silent,
      expected: 'a new session',
      observed: 'the same session',
      message: 'one sentence',
    });
  });

  test('explains the verdict of the judge about a session that never ends', () => {
    const trace = traceOf(scenario);
    const failed = judge(scenario, frozenId(trace), trace, bench).find(({ status }) => status === 'fail');
    expect(failed?.check).toBe('expected-session');
    // Both waits lie between the first message and the culprit; the other event does not change a session.
    expect(numbers(failed ?? verdict(0), scenario)).toEqual([2, 3, 5, 6]);
  });

  test('without a pointer it shows the event before', () => {
    const trace = traceOf(scenario);
    const lost = judge(scenario, dropMessage(trace, 2), trace, bench).find(({ check }) => check === 'delivery');
    expect(lost).toMatchObject({ status: 'fail', step: 5 });
    expect(numbers(lost ?? verdict(0), scenario)).toEqual([4, 5, 6]);
  });

  test('never more than four, the nearest first', () => {
    const busy = caseOf([
      load,
      track('one'),
      wait(1),
      wait(2),
      { kind: 'reset' },
      { kind: 'endSession' },
      track('two'),
    ]);
    expect(numbers(verdict(6, [1]), busy)).toEqual([2, 5, 6, 7]);
    expect(numbers(verdict(6), busy)).toEqual([2, 5, 6, 7]);
  });

  test('never more than two pointers, so that something between them has room', () => {
    expect(numbers(verdict(6, [1, 3, 5]), scenario)).toEqual([2, 4, 5, 7]);
  });

  test('events and reads between are left out: they change no session', () => {
    const reading = caseOf([load, track('one'), { kind: 'getSessionId' }, event('page', 'two'), track('three')]);
    expect(numbers(verdict(4, [1]), reading)).toEqual([2, 5]);
  });

  test('a first event is shown with the load before it', () => {
    const first = caseOf([{ kind: 'open', url: 'https://shop.example/' }, load, track('one')]);
    expect(numbers(verdict(2), first)).toEqual([2, 3]);
    expect(numbers(verdict(1), first)).toEqual([2]);
  });

  test('names the client of each step', () => {
    const tabs = caseOf([load, on('tab2', load), track('one'), on('tab2', track('two'))]);
    expect(witness(verdict(3), tabs).steps.map(({ client }) => client)).toEqual(['tab1', 'tab2']);
  });

  test('shows what the SDK logged in its steps, and the warnings between them', () => {
    if (requirement === undefined) throw new Error('there are requirements');
    const trace = traceOf(scenario);
    const at = { device: 'device1', client: 'tab1', elapsedMs: 0, wallMs: 0 };
    const entries = [1, 2, 4, 5].map((step) => ({
      kind: 'log' as const,
      step,
      ...at,
      level: 'warn' as const,
      text: `${step}`,
    }));
    const { steps, between } = witnessOf(verdict(5, [1]), scenario, { ...trace, entries }, requirement);
    expect(steps.map(({ number, log }) => [number, log.lines.map(({ text }) => text)])).toEqual([
      [2, ['1']],
      [3, ['2']],
      [5, ['4']],
      [6, ['5']],
    ]);
    expect(between).toEqual(silent);
    const near = witnessOf(verdict(6, [1]), scenario, { ...trace, entries }, requirement);
    expect(near.steps.map(({ number }) => number)).toEqual([2, 3, 5, 7]);
    expect(near.between).toEqual({ lines: [{ step: 5, level: 'warn', text: '5' }], more: 0 });
  });

  test('a verdict about the whole timeline has no steps', () => {
    expect(witness(verdict(undefined), scenario).steps).toEqual([]);
  });

  test('without a trace there are no times', () => {
    if (requirement === undefined) throw new Error('there are requirements');
    const { steps } = witnessOf(verdict(5, [3]), scenario, undefined, requirement);
    expect(steps.map(({ time }) => time)).toEqual(['', '', '']);
  });
});
