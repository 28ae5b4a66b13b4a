import { describe, expect, test } from 'vitest';
import { expectedSession } from '../../../src/judge/checks/expected-session.js';
import { beyondTimeout, caseOf, contextOf, eagerId, frozenId, load, silent, traceOf, track } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')], {
  1: { session: 'first' },
  2: { session: 'first' },
  4: { session: 'second' },
});
const trace = traceOf(scenario);
const common = { check: 'expected-session', requirement: 'SES-TIMEOUT-003' };
const first = {
  ...common,
  outcome: 'pass',
  step: 1,
  expected: 'a new session, "first"',
  observed: 'session 1772442000000',
  message: 'step 2: session 1772442000000',
};

describe('expected-session', () => {
  test('passes for every step that says something', () => {
    expect(expectedSession.run(contextOf(scenario))).toEqual([
      first,
      {
        ...common,
        outcome: 'pass',
        step: 2,
        relatedSteps: [1],
        expected: 'session "first" (1772442000000)',
        observed: 'session "first" (1772442000000)',
        message: 'step 3: session "first" (1772442000000)',
      },
      {
        ...common,
        outcome: 'pass',
        step: 4,
        expected: 'a new session, "second"',
        observed: 'session 1772443800001',
        message: 'step 5: session 1772443800001',
      },
    ]);
  });

  test('fails when the id never changes', () => {
    expect(expectedSession.run(contextOf(scenario, frozenId(trace)))).toEqual([
      first,
      expect.objectContaining({ outcome: 'pass', step: 2 }),
      {
        ...common,
        outcome: 'fail',
        step: 4,
        relatedSteps: [1],
        expected: 'a new session, "second"',
        observed: 'session "first" (1772442000000)',
        message: 'step 5: expected a new session, "second", observed session "first" (1772442000000)',
      },
    ]);
  });

  test('fails when every message opens a session', () => {
    expect(expectedSession.run(contextOf(scenario, eagerId(trace)))[1]).toEqual({
      ...common,
      outcome: 'fail',
      step: 2,
      relatedSteps: [1],
      expected: 'session "first" (1772442000000)',
      observed: 'session 1772442000001',
      message: 'step 3: expected session "first" (1772442000000), observed session 1772442000001',
    });
  });

  test('fails when nothing is sent, for a label as for none', () => {
    const findings = expectedSession.run(contextOf(scenario, silent(trace)));
    expect(findings.map(({ outcome, observed }) => [outcome, observed])).toEqual(Array(3).fill(['fail', 'no message']));
    const unseen = caseOf([load, track('one')], { 1: { session: 'none' } });
    expect(expectedSession.run(contextOf(unseen, silent(traceOf(unseen))))).toMatchObject([{ outcome: 'fail' }]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedSession.run(contextOf(caseOf([load, track('one')], { 1: { start: 'true' } })))).toEqual([]);
  });
});
