import { describe, expect, test } from 'vitest';
import type { Expectation } from '../../src/record/case.js';
import type { CaseResult } from '../../src/record/run-result.js';
import type { Status } from '../../src/record/verdict.js';
import { coverageOf } from '../../src/suite/coverage.js';
import { bench } from '../judge/bench.js';
import { caseOf, load } from '../judge/fixture.js';

function result(
  id: string,
  requirements: readonly string[],
  verdicts: readonly [string, Status][],
  expectations: Readonly<Record<number, Expectation>> = {},
): CaseResult {
  return {
    case: caseOf([load], expectations, { id, requirements }),
    sessions: [],
    verdicts: verdicts.map(([requirement, status]) => ({
      scenario: id,
      check: 'expected-session',
      requirement,
      status,
      level: 'MUST',
      basis: 'lapse',
      expected: '',
      observed: '',
      message: '',
    })),
  };
}

function rowOf(requirement: string, results: readonly CaseResult[], edition = bench.edition) {
  const row = coverageOf(bench.registry, edition, results).find((each) => each.requirement === requirement);
  if (row === undefined) throw new Error(`no row for ${requirement}`);
  return row;
}

const main = 'SES-TIMEOUT-003';

describe('coverageOf', () => {
  test('has a row for every requirement, in the order of the registry', () => {
    const rows = coverageOf(bench.registry, bench.edition, []);
    expect(rows.map(({ requirement }) => requirement)).toEqual([...bench.registry.byId.keys()]);
    const requirement = bench.registry.byId.get(main);
    expect(rowOf(main, [])).toEqual({
      requirement: main,
      section: 'timeout',
      level: requirement?.level,
      platform: requirement?.platform,
      basis: requirement?.basis,
      editions: requirement?.editions,
      inEdition: true,
      scenarios: [],
      outcome: 'untested',
      text: requirement?.text,
    });
  });

  const fromWorst: readonly [Status, string][] = [
    ['fail', 'breaks'],
    ['stale', 'breaks'],
    ['untestable', 'untestable'],
    ['known', 'deviates'],
    ['warn', 'warns'],
    ['characterization', 'differs from the policy'],
    ['pass', 'conforms'],
    ['skip', 'skipped'],
  ];

  test.each(fromWorst)('%s alone: %s', (status, outcome) => {
    expect(rowOf(main, [result('timeout/a', [main], [[main, status]])]).outcome).toBe(outcome);
  });

  test.each(fromWorst.slice(0, -1).map((worst, index) => [...worst, fromWorst[index + 1]?.[0] ?? 'skip'] as const))(
    '%s outweighs what is better: %s',
    (worse, outcome, better) => {
      const results = [result('timeout/a', [main], [[main, better]]), result('timeout/b', [main], [[main, worse]])];
      expect(rowOf(main, results).outcome).toBe(outcome);
      expect(rowOf(main, results.toReversed()).outcome).toBe(outcome);
    },
  );

  /** Any requirement that is excluded; which ones are changes with what can be played. */
  const excluded = [...bench.registry.byId.values()].find((each) => each.excluded !== undefined)?.id ?? 'none';

  test('what nobody tests is untested, unless it is excluded', () => {
    expect(rowOf(excluded, []).outcome).toBe('excluded');
    expect(rowOf('SES-CLOCK-004', []).outcome).toBe('untested');
  });

  test('what was tested is not excluded', () => {
    const results = [result('clock/a', [excluded], [[excluded, 'pass']])];
    expect(rowOf(excluded, results).outcome).toBe('conforms');
  });

  test('another edition outweighs everything', () => {
    const row = rowOf('SES-TIMEOUT-008', [result('timeout/a', ['SES-TIMEOUT-008'], [['SES-TIMEOUT-008', 'fail']])]);
    expect(row).toMatchObject({ outcome: 'not in this edition', inEdition: false });
    expect(rowOf('SES-TIMEOUT-008', [], '2022-12')).toMatchObject({ outcome: 'untested', inEdition: true });
  });

  test('what a scenario says of its first requirement it says of the others that it names', () => {
    const results = [result('timeout/a', [main, 'SES-START-001', 'SES-ID-004'], [[main, 'fail']])];
    expect(rowOf('SES-START-001', results)).toMatchObject({ outcome: 'breaks', scenarios: ['timeout/a'] });
    expect(rowOf('SES-ID-004', results).outcome).toBe('breaks');
  });

  test('what a step speaks for, the scenario says nothing else of', () => {
    const requirements = [main, 'SES-START-001', 'SES-ID-004'];
    const verdicts: [string, Status][] = [
      [main, 'fail'],
      ['SES-START-001', 'pass'],
    ];
    const results = [result('timeout/a', requirements, verdicts, { 0: { requirement: 'SES-START-001' } })];
    expect(rowOf('SES-START-001', results)).toMatchObject({ outcome: 'conforms', scenarios: ['timeout/a'] });
    expect(rowOf('SES-ID-004', results).outcome).toBe('breaks');
  });

  test('what a law says of one requirement it says of no other', () => {
    const results = [
      result(
        'timeout/a',
        [main, 'SES-ID-004'],
        [
          ['SES-WIRE-001', 'fail'],
          [main, 'pass'],
        ],
      ),
    ];
    expect(rowOf('SES-WIRE-001', results)).toMatchObject({ outcome: 'breaks', scenarios: ['timeout/a'] });
    expect(rowOf(main, results).outcome).toBe('conforms');
    expect(rowOf('SES-ID-004', results).outcome).toBe('conforms');
  });

  test('names each scenario once, sorted', () => {
    const verdicts: [string, Status][] = [
      [main, 'pass'],
      [main, 'pass'],
    ];
    const results = ['timeout/b', 'timeout/c', 'timeout/a'].map((id) => result(id, [main], verdicts));
    expect(rowOf(main, results).scenarios).toEqual(['timeout/a', 'timeout/b', 'timeout/c']);
  });
});
