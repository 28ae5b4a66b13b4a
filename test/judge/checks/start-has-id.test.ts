import { describe, expect, test } from 'vitest';
import { startHasId } from '../../../src/judge/checks/start-has-id.js';
import { caseOf, contextOf, load, quiet, silent, traceOf, track, withSessionField } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two')]);
const trace = traceOf(scenario);

describe('start-has-id', () => {
  test('passes when the marker comes with an id', () => {
    expect(startHasId.run(contextOf(scenario))).toEqual([
      { ...quiet('start-has-id', 'SES-START-003', 'pass'), message: 'holds for 2 messages' },
    ]);
  });

  test('a message without either is no breach', () => {
    expect(startHasId.run(contextOf(scenario, withSessionField(trace, 1, 'sessionId', undefined)))).toMatchObject([
      { outcome: 'pass' },
    ]);
  });

  test('fails when the id is stripped from the marked message', () => {
    expect(startHasId.run(contextOf(scenario, withSessionField(trace, 0, 'sessionId', undefined)))).toEqual([
      {
        ...quiet('start-has-id', 'SES-START-003', 'fail'),
        step: 1,
        relatedSteps: [],
        observed: 'sessionStart true without sessionId',
        message: 'step 2: sessionStart true without sessionId',
      },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(startHasId.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('start-has-id', 'SES-START-003', 'skip'), message: 'no message was sent' },
    ]);
  });
});
