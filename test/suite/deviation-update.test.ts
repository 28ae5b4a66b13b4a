import { expect, test } from 'vitest';
import type { Deviation } from '../../src/spec/deviations.js';
import { deviationUpdate } from '../../src/suite/deviation-update.js';
import { caseResult, verdict } from '../report/fixture.js';

const place = { file: 'x.yaml', line: 1, column: 1 };

function deviation(id: string, scenarios: Readonly<Record<string, readonly number[]>> | readonly string[]): Deviation {
  const rest = { id, requirement: 'SES-TIMEOUT-003', reason: 'B.', review: '2027-01-01', place };
  if (Array.isArray(scenarios)) return { ...rest, scenarios };
  const steps = Object.entries(scenarios).map(
    ([glob, numbers]: [string, readonly number[]]) => [glob, numbers.map((number) => ({ number, place }))] as const,
  );
  return { ...rest, scenarios: Object.keys(scenarios), steps: new Map(steps) };
}

const stale = (scenario: string, id: string, step?: number) => {
  const { step: _step, ...whole } = verdict({ scenario, status: 'stale', check: 'deviation', deviation: id });
  return step === undefined ? whole : { ...whole, step };
};

const scenarios = ['a/one', 'a/two', 'b/one'];
const review = '2027-01-01';

const run = (verdicts: readonly ReturnType<typeof verdict>[]) => ({
  cases: scenarios.map((id) => caseResult({ id, verdicts: verdicts.filter(({ scenario }) => scenario === id) })),
});

test('a run in which everything is known changes nothing', () => {
  const result = run([verdict({ scenario: 'a/one', status: 'known', deviation: 'k' })]);
  expect(deviationUpdate(result, [deviation('k', ['a/one'])], { scenarios, taken: new Set(['k']), review })).toEqual({
    added: [],
    removed: [],
    narrowed: new Map(),
  });
});

test('what fails is listed by its requirement, with its steps; failures of whole timelines stand apart', () => {
  const { step: _step, ...whole } = verdict({ scenario: 'b/one', status: 'fail', check: 'id-not-reused' });
  const result = run([
    verdict({ scenario: 'a/one', status: 'fail', step: 4, message: 'first seen' }),
    verdict({ scenario: 'a/one', status: 'fail', step: 2, check: 'engine-opinion' }),
    verdict({ scenario: 'a/two', status: 'fail', step: 0 }),
    whole,
  ]);
  const { added } = deviationUpdate(result, [], { scenarios, taken: new Set(['ses-timeout-003']), review });
  expect(added).toEqual([
    {
      id: 'ses-timeout-003-2',
      requirement: 'SES-TIMEOUT-003',
      checks: ['engine-opinion', 'expected-session'],
      scenarios: [
        { scenario: 'a/one', steps: [3, 5] },
        { scenario: 'a/two', steps: [1] },
      ],
      witness: 'first seen',
      review: '2027-01-01',
    },
    expect.objectContaining({ id: 'ses-timeout-003-3', scenarios: [{ scenario: 'b/one' }], checks: ['id-not-reused'] }),
  ]);
});

test('an entry of which all is stale goes; of another one, what is stale', () => {
  const deviations = [
    deviation('gone', ['a/*']),
    deviation('half', ['a/*', 'b/one']),
    deviation('steps', { 'a/one': [2, 3], 'b/one': [1] }),
    deviation('alike', { 'a/*': [2, 3] }),
  ];
  const result = run([
    stale('a/one', 'gone'),
    stale('a/two', 'gone'),
    stale('a/two', 'half'),
    stale('a/one', 'steps', 1),
    stale('a/one', 'alike', 2),
    stale('a/two', 'alike', 2),
  ]);
  const { removed, narrowed } = deviationUpdate(result, deviations, { scenarios, taken: new Set(), review });
  expect(removed).toEqual(['gone']);
  expect(narrowed).toEqual(
    new Map([
      ['half', new Map([['a/*', [{ scenario: 'a/one' }]]])],
      ['steps', new Map([['a/one', [{ scenario: 'a/one', steps: [3] }]]])],
      ['alike', new Map([['a/*', [{ scenario: 'a/*', steps: [2] }]]])],
    ]),
  );
});

test('of what was not played, nothing is struck out', () => {
  const deviations = [
    deviation('glob', ['a/*']),
    deviation('steps', { 'a/*': [2, 3], 'b/one': [1] }),
    deviation('named', ['a/*', 'a/two']),
  ];
  const { cases } = run(deviations.map(({ id }) => stale('a/one', id, id === 'steps' ? 1 : undefined)));
  const played = { cases: cases.filter((each) => each.case.id === 'a/one') };
  const { removed, narrowed } = deviationUpdate(played, deviations, { scenarios, taken: new Set(), review });
  expect(removed).toEqual([]);
  expect(narrowed).toEqual(
    new Map([
      ['glob', new Map([['a/*', [{ scenario: 'a/two' }]]])],
      [
        'steps',
        new Map([
          [
            'a/*',
            [
              { scenario: 'a/one', steps: [3] },
              { scenario: 'a/two', steps: [2, 3] },
            ],
          ],
        ]),
      ],
      // It names the other one by itself already.
      ['named', new Map([['a/*', []]])],
    ]),
  );
});
