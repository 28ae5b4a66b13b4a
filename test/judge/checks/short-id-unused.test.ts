import { describe, expect, test } from 'vitest';
import { shortIdUnused } from '../../../src/judge/checks/short-id-unused.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { caseOf, contextOf, load, quiet, silent, traceOf, track, withSessionField } from '../fixture.js';

const start = (sessionId: number | string): StepAction => ({ kind: 'startSession', sessionId });
const scenario = caseOf([load, track('one'), start(123_456_789), track('two')]);
const trace = traceOf(scenario);

describe('short-id-unused', () => {
  test('passes when a short id is replaced', () => {
    expect(shortIdUnused.run(contextOf(scenario))).toEqual([
      { ...quiet('short-id-unused', 'SES-MANUAL-015', 'pass'), message: 'holds for 2 messages' },
    ]);
  });

  test.each([123_456_789, 0, -123_456_789])('fails when %s is on the wire', (id) => {
    const called = caseOf([load, track('one'), start(id), track('two')]);
    const what = `the session has the id ${id} of the caller`;
    expect(shortIdUnused.run(contextOf(called, withSessionField(traceOf(called), 1, 'sessionId', id)))).toEqual([
      {
        ...quiet('short-id-unused', 'SES-MANUAL-015', 'fail'),
        step: 3,
        relatedSteps: [],
        observed: what,
        message: `step 4: ${what}`,
      },
    ]);
  });

  test('says nothing of ten digits, of a text, or of no id', () => {
    for (const id of [1_234_567_890, -1_234_567_890, '12']) {
      expect(shortIdUnused.run(contextOf(caseOf([load, start(id), track('one')])))).toEqual([]);
    }
    expect(shortIdUnused.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });

  test('skips when nothing was sent', () => {
    expect(shortIdUnused.run(contextOf(scenario, silent(trace)))).toMatchObject([{ outcome: 'skip' }]);
  });
});
