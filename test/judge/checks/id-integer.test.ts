import { describe, expect, test } from 'vitest';
import { idInteger } from '../../../src/judge/checks/id-integer.js';
import { caseOf, contextOf, load, quiet, silent, traceOf, track, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);

describe('id-integer', () => {
  test('passes for whole numbers', () => {
    expect(idInteger.run(contextOf(scenario))).toEqual([
      { ...quiet('id-integer', 'SES-ID-003', 'pass'), message: 'holds for 2 messages' },
    ]);
  });

  test.each([
    ['1772442000000', '"1772442000000"'],
    [1.5, '1.5'],
    [null, 'null'],
    [true, 'true'],
  ])('fails for the id %j', (id, shown) => {
    expect(idInteger.run(contextOf(scenario, withSessionField(trace, 1, 'sessionId', id)))).toEqual([
      {
        ...quiet('id-integer', 'SES-ID-003', 'fail'),
        step: 2,
        relatedSteps: [],
        observed: `sessionId is ${shown}`,
        message: `step 3: sessionId is ${shown}`,
      },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(idInteger.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('id-integer', 'SES-ID-003', 'skip'), message: 'no session was seen' },
    ]);
  });
});
