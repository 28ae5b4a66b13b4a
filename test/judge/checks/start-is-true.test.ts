import { describe, expect, test } from 'vitest';
import { startIsTrue } from '../../../src/judge/checks/start-is-true.js';
import { caseOf, contextOf, load, quiet, silent, traceOf, track, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);

const passes = (requirement: string) => ({
  ...quiet('start-is-true', requirement, 'pass'),
  message: 'holds for 2 messages',
});

describe('start-is-true', () => {
  test('passes when the marker is true or absent', () => {
    expect(startIsTrue.run(contextOf(scenario))).toEqual([passes('SES-START-005'), passes('SES-START-004')]);
  });

  test.each([
    ['true', '"true"'],
    [1, '1'],
    [null, 'null'],
  ])('a marker that is %j is no boolean', (marker, shown) => {
    expect(startIsTrue.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', marker)))).toEqual([
      {
        ...quiet('start-is-true', 'SES-START-005', 'fail'),
        step: 2,
        relatedSteps: [],
        observed: `sessionStart is ${shown}`,
        message: `step 3: sessionStart is ${shown}`,
      },
      passes('SES-START-004'),
    ]);
  });

  test('a marker that is false should be absent', () => {
    expect(startIsTrue.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', false)))).toEqual([
      passes('SES-START-005'),
      {
        ...quiet('start-is-true', 'SES-START-004', 'fail'),
        step: 2,
        relatedSteps: [],
        observed: 'sessionStart is false',
        message: 'step 3: sessionStart is false',
      },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(startIsTrue.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('start-is-true', 'SES-START-005', 'skip'), message: 'no message was sent' },
      { ...quiet('start-is-true', 'SES-START-004', 'skip'), message: 'no message was sent' },
    ]);
  });
});
