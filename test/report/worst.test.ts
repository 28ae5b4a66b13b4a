import { expect, test } from 'vitest';
import { type Status, statuses } from '../../src/record/verdict.js';
import { worstFirst, worstOf } from '../../src/report/worst.js';
import { caseResult, verdict } from './fixture.js';

function worst(...of: readonly Status[]): Status {
  return worstOf(caseResult({ verdicts: of.map((status) => verdict({ status })) }));
}

test('a scenario counts as the worst of its verdicts', () => {
  expect(worst('pass', 'fail', 'known')).toBe('fail');
  expect(worst('pass', 'skip')).toBe('pass');
  expect(worst('known', 'pass')).toBe('known');
  expect(worst()).toBe('skip');
});

test('every status has its rank', () => {
  expect([...worstFirst].sort()).toEqual([...statuses].sort());
});
