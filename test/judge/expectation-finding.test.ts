import { describe, expect, test } from 'vitest';
import { compareExpectations } from '../../src/judge/expectation-finding.js';
import { caseOf, load, track } from './fixture.js';

const scenario = caseOf(
  [load, track('one'), track('two'), track('three')],
  { 1: { start: 'true' }, 2: {}, 3: { start: 'absent', because: 'it was marked before' } },
  { requirements: ['SES-START-001', 'SES-START-002'] },
);

describe('compareExpectations', () => {
  test('makes a finding of each comparison, for the main requirement', () => {
    const findings = compareExpectations('some-check', scenario, ({ start }, step) =>
      start === undefined
        ? undefined
        : { holds: start === 'true', expected: 'this', observed: 'that', ...(step === 3 ? { relatedStep: 1 } : {}) },
    );
    expect(findings).toEqual([
      {
        check: 'some-check',
        requirement: 'SES-START-001',
        step: 1,
        outcome: 'pass',
        expected: 'this',
        observed: 'that',
        message: 'step 2: that',
      },
      {
        check: 'some-check',
        requirement: 'SES-START-001',
        step: 3,
        relatedSteps: [1],
        outcome: 'fail',
        expected: 'this',
        observed: 'that',
        message: 'step 4: expected this, observed that (it was marked before)',
      },
    ]);
  });

  test('charges a step to the requirement that it names', () => {
    const own = caseOf(
      [load, track('one'), track('two')],
      { 1: { start: 'true' }, 2: { start: 'absent', requirement: 'SES-START-002' } },
      { requirements: ['SES-START-001', 'SES-START-002'] },
    );
    const findings = compareExpectations('some-check', own, () => ({ holds: false, expected: 'a', observed: 'b' }));
    expect(findings.map(({ step, requirement }) => ({ step, requirement }))).toEqual([
      { step: 1, requirement: 'SES-START-001' },
      { step: 2, requirement: 'SES-START-002' },
    ]);
  });

  test('asks for the steps in order', () => {
    const asked: number[] = [];
    expect(
      compareExpectations('some-check', scenario, (_expectation, step) => {
        asked.push(step);
        return undefined;
      }),
    ).toEqual([]);
    expect(asked).toEqual([1, 2, 3]);
  });
});
