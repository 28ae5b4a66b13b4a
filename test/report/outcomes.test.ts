import { expect, test } from 'vitest';
import { statuses } from '../../src/record/verdict.js';
import { doesNotHold, isJudged, statusOfOutcome } from '../../src/report/outcomes.js';

test('every status that a report of one run has of what was judged decides an outcome, and no two the same', () => {
  const deciding = [...statusOfOutcome.values()];
  expect(new Set(deciding).size).toBe(deciding.length);
  expect(statuses.filter((status) => !deciding.includes(status))).toEqual(['flaky', 'stale', 'skip']);
});

test.each([
  ['conforms', true, false],
  ['deviates', true, true],
  ['breaks', true, true],
  ['untestable', true, true],
  ['skipped', false, false],
  ['untested', false, false],
  ['excluded', false, false],
])('what %s is judged: %s, does not hold: %s', (outcome, judged, notHolding) => {
  expect([isJudged(outcome), doesNotHold(outcome)]).toEqual([judged, notHolding]);
});
