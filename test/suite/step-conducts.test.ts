import { expect, test } from 'vitest';
import { stepConducts } from '../../src/suite/step-conducts.js';
import { beyondTimeout, caseOf, load, traceOf, track } from '../judge/fixture.js';

const scenario = caseOf([load, track('one'), beyondTimeout, track('two'), { kind: 'getSessionId' }]);
const opinion = traceOf(scenario);

test('each call has what is expected of it beside what was observed', () => {
  const observed = {
    ...opinion,
    entries: opinion.entries.filter(({ kind, step }) => kind !== 'message' || step !== 3),
  };
  expect(stepConducts(scenario.timeline, observed, opinion)).toEqual([
    {
      step: 1,
      expected: { kind: 'message', session: 1, start: true },
      observed: { kind: 'message', session: 1, start: true },
    },
    { step: 3, expected: { kind: 'message', session: 2, start: true }, observed: { kind: 'no message' } },
    { step: 4, expected: { kind: 'return', session: 2 }, observed: { kind: 'return', session: 'unknown' } },
  ]);
});

test('a step that is no call has none', () => {
  const steps = stepConducts(scenario.timeline, opinion, opinion).map(({ step }) => step);
  expect(steps).toEqual([1, 3, 4]);
});
