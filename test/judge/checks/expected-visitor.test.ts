import { describe, expect, test } from 'vitest';
import { expectedVisitor } from '../../../src/judge/checks/expected-visitor.js';
import type { Expectation } from '../../../src/record/case.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { caseOf, contextOf, load, silent, traceOf, track, withBody } from '../fixture.js';

const reset: StepAction = { kind: 'reset', anonymousId: true };
const expectations = { 1: { visitor: 'ada' }, 2: { visitor: 'ada' }, 4: { visitor: 'grace' } };
const scenario = caseOf([load, track('one'), track('two'), reset, track('three')], expectations);
const trace = traceOf(scenario);

/** Outcome and observation of each expectation; the message counted from 0 has another anonymous id. */
function seen(change?: { readonly message: number; readonly anonymousId: string | undefined }) {
  const damaged =
    change === undefined
      ? trace
      : withBody(trace, change.message, ({ anonymousId: _before, ...body }) =>
          change.anonymousId === undefined ? body : { ...body, anonymousId: change.anonymousId },
        );
  return expectedVisitor.run(contextOf(scenario, damaged)).map(({ outcome, observed }) => [outcome, observed]);
}

describe('expected-visitor', () => {
  test('a label is one anonymous id, and another label another one', () => {
    expect(expectedVisitor.run(contextOf(scenario))).toMatchObject([
      { outcome: 'pass', step: 1, expected: 'a new visitor, "ada"', observed: 'another visitor' },
      { outcome: 'pass', step: 2, relatedSteps: [1], expected: 'visitor "ada"', observed: 'visitor "ada"' },
      { outcome: 'pass', step: 4, expected: 'a new visitor, "grace"', observed: 'another visitor' },
    ]);
  });

  test('fails when a visitor that should stay has changed', () => {
    expect(seen({ message: 1, anonymousId: 'somebody' })).toEqual([
      ['pass', 'another visitor'],
      ['fail', 'another visitor'],
      ['pass', 'another visitor'],
    ]);
  });

  test('fails when a visitor that should change has stayed', () => {
    expect(seen({ message: 2, anonymousId: 'device1-1' })[2]).toEqual(['fail', 'visitor "ada"']);
  });

  test('fails without an anonymous id, and without a message', () => {
    expect(seen({ message: 0, anonymousId: undefined })[0]).toEqual(['fail', 'no anonymous id']);
    expect(expectedVisitor.run(contextOf(scenario, silent(trace)))).toMatchObject(
      Array.from({ length: 3 }, () => ({ outcome: 'fail', observed: 'no message' })),
    );
  });

  test('a label of one visitor does not fit another that has a label', () => {
    const swapped: Record<number, Expectation> = { ...expectations, 4: { visitor: 'grace' }, 6: { visitor: 'ada' } };
    const back = caseOf([load, track('one'), track('two'), reset, track('three'), load, track('four')], swapped);
    expect(expectedVisitor.run(contextOf(back))).toMatchObject([
      {},
      {},
      {},
      { outcome: 'fail', step: 6, relatedSteps: [4], observed: 'visitor "grace"' },
    ]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedVisitor.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });
});
