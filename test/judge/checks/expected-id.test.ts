import { describe, expect, test } from 'vitest';
import { expectedId } from '../../../src/judge/checks/expected-id.js';
import type { Expectation } from '../../../src/record/case.js';
import {
  beyondTimeout,
  caseOf,
  contextOf,
  load,
  silent,
  startMs,
  traceOf,
  track,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), beyondTimeout, track('two'), track('three')], {
  1: { id: startMs },
  3: { id: { wallClockOf: 3 } },
  4: { id: { wallClockOf: 3 } },
});
const trace = traceOf(scenario);
const common = { check: 'expected-id', requirement: 'SES-TIMEOUT-003' };

describe('the wall clock as an id', () => {
  const judge = (id: NonNullable<Expectation['id']>, onTheWire: number) => {
    const written = caseOf([load, track('one')], { 1: { id } });
    const seen = withSessionField(traceOf(written), 0, 'sessionId', onTheWire);
    return expectedId.run(contextOf(written, seen)).map(({ outcome, expected }) => `${outcome}: ${expected}`);
  };
  const inSeconds = Math.floor(startMs / 1_000);

  test('may be asked for in seconds', () => {
    const expected = `id ${inSeconds}, the wall clock of step 2`;
    expect(judge({ wallClockOf: 1, unit: 'seconds' }, inSeconds)).toEqual([`pass: ${expected}`]);
    expect(judge({ wallClockOf: 1, unit: 'seconds' }, startMs)).toEqual([`fail: ${expected}`]);
  });

  test('may be asked for in either unit', () => {
    const expected = `id ${startMs} or ${inSeconds}, the wall clock of step 2`;
    const either = { wallClockOf: 1, unit: 'either' } as const;
    expect([inSeconds, startMs, startMs + 1].flatMap((id) => judge(either, id))).toEqual([
      `pass: ${expected}`,
      `pass: ${expected}`,
      `fail: ${expected}`,
    ]);
  });
});

describe('expected-id', () => {
  test('passes for the number and for the instant of a step', () => {
    const instant = 'id 1772443800001, the wall clock of step 4';
    expect(expectedId.run(contextOf(scenario))).toEqual([
      {
        ...common,
        outcome: 'pass',
        step: 1,
        expected: 'id 1772442000000',
        observed: 'id 1772442000000',
        message: 'step 2: id 1772442000000',
      },
      {
        ...common,
        outcome: 'pass',
        step: 3,
        expected: instant,
        observed: 'id 1772443800001',
        message: 'step 4: id 1772443800001',
      },
      {
        ...common,
        outcome: 'pass',
        step: 4,
        relatedSteps: [3],
        expected: instant,
        observed: 'id 1772443800001',
        message: 'step 5: id 1772443800001',
      },
    ]);
  });

  test.each([
    [startMs + 1, 'id 1772442000001'],
    ['1772442000000', 'id "1772442000000"'],
    [undefined, 'id absent'],
    [null, 'id null'],
  ])('fails for the id %j', (id, observed) => {
    expect(expectedId.run(contextOf(scenario, withSessionField(trace, 0, 'sessionId', id)))[0]).toEqual({
      ...common,
      outcome: 'fail',
      step: 1,
      expected: 'id 1772442000000',
      observed,
      message: `step 2: expected id 1772442000000, observed ${observed}`,
    });
  });

  test('fails when nothing is sent', () => {
    expect(expectedId.run(contextOf(scenario, silent(trace)))).toMatchObject(
      Array(3).fill({ outcome: 'fail', observed: 'no message' }),
    );
  });

  test('fails for an instant that no step has, even without an id', () => {
    const nowhere = caseOf([load, track('one')], { 1: { id: { wallClockOf: 9 } } });
    const stripped = withSessionField(traceOf(nowhere), 0, 'sessionId', undefined);
    expect(expectedId.run(contextOf(nowhere, stripped))).toMatchObject([{ outcome: 'fail', observed: 'id absent' }]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedId.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });
});
