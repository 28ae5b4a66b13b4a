import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/engine/rules.js';
import type { Mutant } from '../../src/mutants/mutant.js';
import { faultOf, type Setting, scoreSuite } from '../../src/mutants/score.js';
import type { Case } from '../../src/record/case.js';
import { catchersOf, isCaught } from '../../src/record/mutation-score.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { caseOf, load, track, wait } from '../judge/fixture.js';

const registry = loadRequirements();
const policy = loadPolicy('rudderstack-web');
const minute = 60_000;

/** One event, a wait, and another event, which is expected in the same or in another session. */
function waiting(id: string, waitMs: number, session: string, requirement: string): Case {
  const steps = [load, track('One'), wait(waitMs), track('Two')];
  const expectations = new Map([
    [1, { session: 'first' }],
    [3, { session }],
  ]);
  return { ...caseOf(steps), id, section: 'timeout', requirements: [requirement], expectations };
}

const within = waiting('timeout/within', 30 * minute - 1, 'first', 'SES-TIMEOUT-004');
const beyond = waiting('timeout/beyond', 30 * minute + 1, 'second', 'SES-TIMEOUT-003');
const longAfter = waiting('timeout/long-after', 90 * minute, 'second', 'SES-TIMEOUT-003');

function setting(...cases: Case[]): Setting {
  return { bench: { registry, policy, edition: '2026-11', deviations: [] }, cases };
}

function mutant(id: string, change: (rules: Rules) => Partial<Rules>, changes: Partial<Mutant> = {}): Mutant {
  return {
    id,
    title: id,
    source: 'made up',
    family: policy.id,
    requirement: 'SES-TIMEOUT-003',
    check: 'expected-session',
    apply: (rules) => ({ ...rules, ...change(rules) }),
    ...changes,
  };
}

const neverEnds = mutant('never-ends', () => ({ isIdle: () => false }));
const endsLate = mutant('ends-late', ({ isIdle }) => ({ isIdle: (session, now, is) => isIdle(session, now - 1, is) }));

describe('the score of a suite', () => {
  test('a mutant is caught by the scenarios in which it fails as it declares', () => {
    const { outcomes, scenarios, controls } = scoreSuite({
      mutants: [neverEnds, endsLate],
      settings: [setting(within, beyond, longAfter)],
    });
    expect(controls).toEqual([{ family: 'rudderstack-web', edition: '2026-11', failures: [] }]);
    expect(scenarios).toBe(3);
    expect(outcomes.map(catchersOf)).toEqual([['timeout/beyond', 'timeout/long-after'], ['timeout/beyond']]);
    expect(outcomes[0]).toEqual({
      mutant: faultOf(neverEnds),
      played: 3,
      witnesses: [
        {
          scenario: 'timeout/beyond',
          isDeclared: true,
          failure: {
            check: 'expected-session',
            requirement: 'SES-TIMEOUT-003',
            step: 3,
            message: 'step 4: expected a new session, "second", observed session "first" (1772442000000)',
          },
        },
        expect.objectContaining({ scenario: 'timeout/long-after' }),
      ],
    });
  });

  test('one that fails by another check, or for another requirement, is not caught', () => {
    const otherCheck = { ...neverEnds, id: 'other-check', check: 'start-once' };
    const otherRequirement = { ...neverEnds, id: 'other-requirement', requirement: 'SES-TIMEOUT-004' };
    const { outcomes } = scoreSuite({ mutants: [otherCheck, otherRequirement], settings: [setting(within, beyond)] });
    expect(outcomes.map(isCaught)).toEqual([false, false]);
    for (const { witnesses } of outcomes) {
      expect(witnesses).toEqual([expect.objectContaining({ scenario: 'timeout/beyond', isDeclared: false })]);
    }
  });

  test('one that nothing shows survives', () => {
    const { outcomes } = scoreSuite({ mutants: [endsLate], settings: [setting(within, longAfter)] });
    expect(outcomes).toEqual([{ mutant: faultOf(endsLate), played: 2, witnesses: [] }]);
  });

  test('the engine has no opinion: what only it would notice is not caught', () => {
    const { expectations: _none, ...silent } = beyond;
    const unexpecting: Case = { ...silent, expectations: new Map([[1, { session: 'first' }]]) };
    const { outcomes } = scoreSuite({ mutants: [neverEnds], settings: [setting(unexpecting)] });
    expect(outcomes).toEqual([{ mutant: faultOf(neverEnds), played: 1, witnesses: [] }]);
  });

  test('scenarios that do not apply are not played', () => {
    const elsewhere: Case = { ...beyond, id: 'timeout/on-a-phone', platform: 'mobile' };
    const { outcomes, scenarios } = scoreSuite({ mutants: [neverEnds], settings: [setting(elsewhere, beyond)] });
    expect(scenarios).toBe(2);
    expect(outcomes).toEqual([expect.objectContaining({ played: 1 })]);
  });

  test('where the rules fail without a fault there is no score', () => {
    const wrong = waiting('timeout/wrong', 30 * minute + 1, 'first', 'SES-TIMEOUT-003');
    const score = scoreSuite({ mutants: [neverEnds], settings: [setting(wrong, beyond)] });
    expect(score).toMatchObject({ outcomes: [], smallest: [], candidates: [] });
    const [failure] = score.controls[0]?.failures ?? [];
    expect(failure?.scenario).toBe('timeout/wrong');
    expect(failure?.message).toContain('expected session "first"');
  });

  test('the smallest set catches as much, and prefers the shorter scenarios', () => {
    const longer: Case = { ...beyond, ...caseOf([load, track('One'), wait(1), ...beyond.timeline.steps.slice(2)]) };
    const long: Case = {
      ...longer,
      id: 'timeout/a-longer-one',
      requirements: ['SES-TIMEOUT-003'],
      expectations: new Map([
        [1, { session: 'first' }],
        [4, { session: 'second' }],
      ]),
    };
    const score = scoreSuite({ mutants: [neverEnds, endsLate], settings: [setting(long, within, beyond)] });
    expect(score.outcomes.map(catchersOf)).toEqual([['timeout/a-longer-one', 'timeout/beyond'], ['timeout/beyond']]);
    expect(score.smallest).toEqual(['timeout/beyond']);
    expect(score.candidates).toEqual([
      { scenario: 'timeout/a-longer-one', catches: ['never-ends'], mergeInto: 'timeout/beyond' },
      { scenario: 'timeout/within', catches: [] },
    ]);
    // Here both catch the same.
    const alike = scoreSuite({ mutants: [neverEnds], settings: [setting(long, beyond)] });
    expect(alike.smallest).toEqual(['timeout/beyond']);
    expect(alike.candidates).toEqual([
      { scenario: 'timeout/a-longer-one', catches: ['never-ends'], mergeInto: 'timeout/beyond' },
    ]);
  });

  test('the cases of a matrix are one file', () => {
    const cases = ['type=page', 'type=track'].map((type) => ({ ...beyond, id: `timeout/beyond/${type}` }));
    const { candidates, smallest } = scoreSuite({ mutants: [neverEnds], settings: [setting(...cases)] });
    expect(candidates).toEqual([]);
    expect(smallest).toEqual(['timeout/beyond/type=page']);
  });

  test('progress is told after every mutant', () => {
    const told: string[] = [];
    const onProgress = (done: number, of: number): void => void told.push(`${done} of ${of}`);
    scoreSuite({ mutants: [neverEnds, endsLate], settings: [setting(beyond)], onProgress });
    expect(told).toEqual(['1 of 2', '2 of 2']);
  });

  test('the rules themselves stay as they are', () => {
    const settings = [setting(beyond)];
    const alone = scoreSuite({ mutants: [endsLate], settings });
    const second = scoreSuite({ mutants: [neverEnds, endsLate], settings });
    expect(second.outcomes[1]).toEqual(alone.outcomes[0]);
  });
});

test('a mutant is seeded into the edition of its policy, unless it says another', () => {
  expect(faultOf(neverEnds).edition).toBe('2026-11');
  expect(faultOf({ ...neverEnds, family: 'announcement-web' }).edition).toBe('2022-12');
  expect(faultOf({ ...neverEnds, edition: '2022-12' }).edition).toBe('2022-12');
});
