import { describe, expect, test } from 'vitest';
import { expectedReturn } from '../../../src/judge/checks/expected-return.js';
import { allChecks } from '../../../src/judge/checks/index.js';
import type { Json } from '../../../src/record/timeline.js';
import type { Trace } from '../../../src/record/trace.js';
import { caseOf, contextOf, load, startMs, traceOf, track } from '../fixture.js';

const read = { kind: 'getSessionId' } as const;
const scenario = caseOf([load, track('one'), read, { kind: 'endSession' }, read], {
  1: { session: 'first', start: 'true' },
  2: { returns: 'first' },
  4: { returns: 'none' },
});
const trace = traceOf(scenario);
const common = { check: 'expected-return', requirement: 'SES-TIMEOUT-003' };

/** Every call returns this value instead. */
function returning(value: Json): Trace {
  return { ...trace, entries: trace.entries.map((entry) => (entry.kind === 'return' ? { ...entry, value } : entry)) };
}

describe('expected-return', () => {
  test('passes for the id on the wire, and for nothing where there is none', () => {
    expect(expectedReturn.run(contextOf(scenario))).toEqual([
      {
        ...common,
        outcome: 'pass',
        step: 2,
        expected: 'the id of session "first" (1772442000000)',
        observed: '1772442000000',
        message: 'step 3: 1772442000000',
      },
      { ...common, outcome: 'pass', step: 4, expected: 'null', observed: 'null', message: 'step 5: null' },
    ]);
  });

  test('fails for another id, and for the same id as a text', () => {
    expect(expectedReturn.run(contextOf(scenario, returning(startMs + 1)))).toEqual([
      {
        ...common,
        outcome: 'fail',
        step: 2,
        expected: 'the id of session "first" (1772442000000)',
        observed: '1772442000001',
        message: 'step 3: expected the id of session "first" (1772442000000), observed 1772442000001',
      },
      {
        ...common,
        outcome: 'fail',
        step: 4,
        expected: 'null',
        observed: '1772442000001',
        message: 'step 5: expected null, observed 1772442000001',
      },
    ]);
    expect(expectedReturn.run(contextOf(scenario, returning(String(startMs))))[0]).toMatchObject({ outcome: 'fail' });
  });

  test('fails when nothing was returned', () => {
    const nothing = { ...trace, entries: trace.entries.filter(({ kind }) => kind !== 'return') };
    expect(expectedReturn.run(contextOf(scenario, nothing))).toMatchObject(
      Array(2).fill({ outcome: 'fail', observed: 'nothing was returned' }),
    );
  });

  test('a returned value binds no label', () => {
    const early = caseOf([load, read, track('one')], { 1: { returns: 'first' }, 2: { session: 'first' } });
    expect(expectedReturn.run(contextOf(early))).toMatchObject([
      { outcome: 'fail', step: 1, expected: 'the id of session "first" (never seen)' },
    ]);
  });

  test('a returned value influences no other check', () => {
    const others = allChecks.filter((check) => check !== expectedReturn);
    const lying = contextOf(scenario, returning(9_999_999_999_999), trace);
    expect(others.flatMap((check) => check.run(lying))).toEqual(
      others.flatMap((check) => check.run(contextOf(scenario, trace, trace))),
    );
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedReturn.run(contextOf(caseOf([load, read])))).toEqual([]);
  });
});
