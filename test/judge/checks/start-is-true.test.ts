import { describe, expect, test } from 'vitest';
import { startIsTrue } from '../../../src/judge/checks/start-is-true.js';
import { caseOf, contextOf, load, quiet, silent, traceOf, track, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);

describe('start-is-true', () => {
  test('passes when the marker is true or absent', () => {
    expect(startIsTrue.run(contextOf(scenario))).toEqual([
      { ...quiet('start-is-true', 'SES-START-004', 'pass'), message: 'holds for 2 messages' },
    ]);
  });

  test.each([
    [false, 'false'],
    ['true', '"true"'],
    [1, '1'],
    [null, 'null'],
  ])('fails for the marker %j', (marker, shown) => {
    expect(startIsTrue.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', marker)))).toEqual([
      {
        ...quiet('start-is-true', 'SES-START-004', 'fail'),
        step: 2,
        relatedSteps: [],
        observed: `sessionStart is ${shown}`,
        message: `step 3: sessionStart is ${shown}`,
      },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(startIsTrue.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('start-is-true', 'SES-START-004', 'skip'), message: 'no message was sent' },
    ]);
  });
});
