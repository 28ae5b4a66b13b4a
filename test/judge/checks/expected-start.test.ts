import { describe, expect, test } from 'vitest';
import { expectedStart } from '../../../src/judge/checks/expected-start.js';
import { caseOf, contextOf, load, silent, traceOf, track, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')], { 1: { start: 'true' }, 2: { start: 'absent' } });
const trace = traceOf(scenario);
const common = { check: 'expected-start', requirement: 'SES-TIMEOUT-003' };

function failure(step: number, expected: string, observed: string) {
  return {
    ...common,
    outcome: 'fail',
    step,
    expected,
    observed,
    message: `step ${step + 1}: expected ${expected}, observed ${observed}`,
  };
}

describe('expected-start', () => {
  test('passes when the marker is where the author says', () => {
    expect(expectedStart.run(contextOf(scenario))).toEqual([
      {
        ...common,
        outcome: 'pass',
        step: 1,
        expected: 'sessionStart true',
        observed: 'sessionStart true',
        message: 'step 2: sessionStart true',
      },
      {
        ...common,
        outcome: 'pass',
        step: 2,
        expected: 'sessionStart absent',
        observed: 'sessionStart absent',
        message: 'step 3: sessionStart absent',
      },
    ]);
  });

  test.each([
    [undefined, 'absent'],
    [false, 'false'],
    ['true', '"true"'],
  ])('fails when the marker that should be true is %j', (marker, shown) => {
    expect(expectedStart.run(contextOf(scenario, withSessionField(trace, 0, 'sessionStart', marker)))[0]).toEqual(
      failure(1, 'sessionStart true', `sessionStart ${shown}`),
    );
  });

  test.each([
    [true, 'true'],
    [false, 'false'],
    ['absent', '"absent"'],
  ])('fails when the marker that should be absent is %j', (marker, shown) => {
    expect(expectedStart.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', marker)))[1]).toEqual(
      failure(2, 'sessionStart absent', `sessionStart ${shown}`),
    );
  });

  test('fails when nothing is sent, even where the marker should be absent', () => {
    expect(expectedStart.run(contextOf(scenario, silent(trace)))).toEqual([
      failure(1, 'sessionStart true', 'no message'),
      failure(2, 'sessionStart absent', 'no message'),
    ]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedStart.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });
});
