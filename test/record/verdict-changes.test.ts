import { expect, test } from 'vitest';
import { verdictChanges } from '../../src/record/verdict-changes.js';
import { verdict } from '../report/fixture.js';

const late = { check: 'expected-id', requirement: 'SES-ID-004' } as const;

test('the same verdicts have not changed, in whatever order', () => {
  const [one, other] = [verdict(), verdict(late)];
  expect(verdictChanges([one, other], [other, one])).toEqual([]);
});

test('a check that says something else, nothing any more, or something new', () => {
  const before = [verdict(), verdict({ step: 5 }), verdict({ check: 'delivery' })];
  const now = [verdict({ status: 'fail' }), verdict({ check: 'delivery' }), verdict({ ...late, status: 'warn' })];
  const kept = { check: 'expected-session', requirement: 'SES-TIMEOUT-003' };
  expect(verdictChanges(before, now)).toEqual([
    { ...kept, step: 3, before: 'pass', now: 'fail' },
    { ...kept, step: 5, before: 'pass' },
    { ...late, step: 3, now: 'warn' },
  ]);
});

test('several verdicts of one check on one step are told apart by their order', () => {
  const two = [verdict(), verdict({ status: 'fail' })];
  expect(verdictChanges(two, two)).toEqual([]);
  expect(verdictChanges(two, [verdict()])).toEqual([
    { check: 'expected-session', requirement: 'SES-TIMEOUT-003', step: 3, before: 'fail' },
  ]);
});

test('stale deviations are told apart by their ids', () => {
  const stale = (deviation: string) => verdict({ check: 'deviation', status: 'stale', deviation });
  expect(verdictChanges([stale('a')], [stale('b')])).toHaveLength(2);
});
