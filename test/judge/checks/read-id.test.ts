import { describe, expect, test } from 'vitest';
import { readId } from '../../../src/judge/checks/read-id.js';
import type { Case } from '../../../src/record/case.js';
import type { Json } from '../../../src/record/timeline.js';
import { beyondTimeout, caseOf, contextOf, load, quiet, startMs, traceOf, track, wait } from '../fixture.js';

const read = { kind: 'getSessionId' } as const;
const active = caseOf([load, track('one'), wait(10), read, wait(10), track('two')]);
const idle = caseOf([load, track('one'), beyondTimeout, read, track('two')]);

/** The trace in which every reading returned something else. */
function returning(value: Json, scenario: Case) {
  const trace = traceOf(scenario);
  const entries = trace.entries.map((entry) => (entry.kind === 'return' ? { ...entry, value } : entry));
  return contextOf(scenario, { ...trace, entries });
}

describe('read-id', () => {
  test('passes for what the engine returns', () => {
    expect(readId.run(contextOf(active))).toEqual([
      { ...quiet('read-id', 'SES-ID-006', 'pass'), message: 'holds for 1 reading' },
    ]);
    const twice = caseOf([load, track('one'), read, wait(10), read, track('two')]);
    expect(readId.run(contextOf(twice))).toMatchObject([{ message: 'holds for 2 readings' }]);
    expect(readId.run(contextOf(idle))).toMatchObject([{ requirement: 'SES-ID-007', outcome: 'pass' }]);
  });

  test('fails for another id between two messages of one session', () => {
    const observed = String(startMs / 1_000);
    expect(readId.run(returning(startMs / 1_000, active))).toEqual([
      {
        ...quiet('read-id', 'SES-ID-006', 'fail'),
        step: 3,
        relatedSteps: [5],
        expected: String(startMs),
        observed,
        message: `step 4: getSessionId returned ${observed}, and the message of step 6 carries ${startMs}`,
      },
    ]);
  });

  test('fails for the id of a session that the next event, in the same instant, finds over', () => {
    expect(readId.run(returning(startMs, idle))).toMatchObject([
      { requirement: 'SES-ID-007', outcome: 'fail', step: 3, observed: String(startMs) },
    ]);
    const ended = caseOf([load, track('one'), { kind: 'endSession' }, read, track('two')]);
    expect(readId.run(returning(startMs, ended))).toMatchObject([
      { requirement: 'SES-ID-007', outcome: 'fail', expected: 'no id' },
    ]);
  });

  test('a phone may go on returning it, and whoever returns nothing says nothing wrong', () => {
    expect(readId.run(returning(startMs, { ...idle, platform: 'mobile' }))).toEqual([]);
    expect(readId.run(returning(null, active))).toMatchObject([{ outcome: 'pass' }]);
  });

  test.each([
    ['another user is identified', caseOf([load, read, { kind: 'event', type: 'identify', name: 'u' }])],
    ['time passes before the event', caseOf([load, track('one'), read, beyondTimeout, track('two')])],
    ['nothing follows', caseOf([load, track('one'), read])],
  ])('says nothing where %s', (_, scenario) => {
    expect(readId.run(returning(1, scenario))).toEqual([]);
  });
});
