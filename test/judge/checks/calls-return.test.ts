import { describe, expect, test } from 'vitest';
import { callsReturn } from '../../../src/judge/checks/calls-return.js';
import type { Trace } from '../../../src/record/trace.js';
import { caseOf, contextOf, load, silent, traceOf, track } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);

/** The trace, with an error that left the SDK at a step. */
const throwing = (at: number): Trace => ({
  ...trace,
  entries: trace.entries.map((entry) =>
    entry.kind === 'step' && entry.step === at ? { ...entry, threw: 'no such user' } : entry,
  ),
});

describe('calls-return', () => {
  test('passes when no call threw', () => {
    expect(callsReturn.run(contextOf(scenario))).toEqual([
      {
        check: 'calls-return',
        requirement: 'SES-WIRE-005',
        outcome: 'pass',
        expected: 'no error',
        observed: 'no error',
        message: 'no call threw',
      },
    ]);
  });

  test('fails at the first call that threw', () => {
    expect(callsReturn.run(contextOf(scenario, throwing(1)))).toEqual([
      {
        check: 'calls-return',
        requirement: 'SES-WIRE-005',
        outcome: 'fail',
        step: 1,
        expected: 'no error',
        observed: 'event threw: no such user',
        message: 'step 2: event threw: no such user',
      },
    ]);
  });

  test.each([
    ['a timer', 'uncaught: Error: mine'],
    ['a listener', 'Uncaught [Error: mine]'],
    ['a promise', 'Uncaught (in promise) Error: mine'],
  ])('fails for an error of %s that nobody caught', (_where, text) => {
    const [first] = trace.entries;
    if (first === undefined) throw new Error('the trace is empty');
    const { step, device, client, elapsedMs, wallMs } = first;
    const line = { kind: 'log', step, device, client, elapsedMs, wallMs, level: 'error' } as const;
    const uncaught = { ...trace, entries: [...trace.entries, { ...line, text }] };
    expect(callsReturn.run(contextOf(scenario, uncaught))).toMatchObject([{ outcome: 'fail' }]);
    // What the SDK tells the developer is no uncaught error.
    const told = { ...trace, entries: [...trace.entries, { ...line, text: 'the write key is missing' }] };
    expect(callsReturn.run(contextOf(scenario, told))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('skips when nothing was sent', () => {
    expect(callsReturn.run(contextOf(scenario, silent(trace)))).toMatchObject([{ outcome: 'skip' }]);
  });
});
