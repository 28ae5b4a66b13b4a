import { expect, test } from 'vitest';
import { mutantsTable } from '../../src/report/mutants-table.js';
import { mutantOutcome, mutationScore, seededFault, witness } from './mutation-fixture.js';
import { parseCsv } from './parse-csv.js';

/** The rows as records, by column. */
function rowsOf(...outcomes: ReturnType<typeof mutantOutcome>[]): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(mutantsTable(mutationScore({ outcomes })));
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
}

test('a mutant that is caught has the failure that it declares', () => {
  const link = 'https://example.com/issues/1';
  const otherwise = witness({ scenario: 'clock/first', isDeclared: false });
  expect(rowsOf(mutantOutcome({ mutant: seededFault({ link }), witnesses: [otherwise, witness()] }))).toEqual([
    {
      mutant: 'never-ends',
      title: 'a session never ends',
      family: 'rudderstack-web',
      edition: '2026-11',
      requirement: 'SES-TIMEOUT-003',
      check: 'expected-session',
      caught: 'true',
      scenarios_played: '736',
      scenarios_that_catch: '1',
      scenarios_that_fail: '2',
      first_scenario: 'timeout/beyond/type=page',
      first_step: '4',
      first_requirement: 'SES-TIMEOUT-003',
      first_check: 'expected-session',
      first_message: 'step 4: expected a new session, "second", observed session "first" (1772442000000)',
      found_by_fuzzing: '',
      found_at_run: '',
      shrunk_steps: '',
      found_by_check: '',
      source: 'a slip of logic',
      link,
    },
  ]);
});

test('a survivor has what failed otherwise, if anything did', () => {
  const failure = { check: 'start-once', requirement: 'SES-START-002', message: 'marked again' };
  const [noticed, unnoticed] = rowsOf(
    mutantOutcome({ witnesses: [witness({ isDeclared: false, failure })] }),
    mutantOutcome({ witnesses: [] }),
  );
  expect(noticed).toMatchObject({
    caught: 'false',
    scenarios_that_catch: '0',
    scenarios_that_fail: '1',
    first_step: '',
    first_check: 'start-once',
    first_requirement: 'SES-START-002',
  });
  expect(unnoticed).toMatchObject({ caught: 'false', scenarios_that_fail: '0', first_scenario: '', first_check: '' });
});

test('what generated timelines found, where there were any', () => {
  const found = mutantOutcome({ found: { run: 14, steps: 4, check: 'engine-opinion' } });
  const score = mutationScore({ outcomes: [found, mutantOutcome()], fuzzed: { runs: 20_000, seed: 1 } });
  const [header = [], ...rows] = parseCsv(mutantsTable(score));
  const first = header.indexOf('found_by_fuzzing');
  expect(rows.map((row) => row.slice(first, first + 4))).toEqual([
    ['true', '14', '4', 'engine-opinion'],
    ['false', '', '', ''],
  ]);
});

test('without a score there are no rows', () => {
  expect(rowsOf()).toEqual([]);
});
