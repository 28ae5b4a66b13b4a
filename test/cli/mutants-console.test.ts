import { describe, expect, test } from 'vitest';
import { mutantsConsole } from '../../src/cli/mutants-console.js';
import type { MutationScore } from '../../src/record/mutation-score.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { mutantOutcome, mutationScore, seededFault, witness } from '../report/mutation-fixture.js';

const registry = loadRequirements();

function printed(changes: Partial<MutationScore> = {}, lists: { caught?: boolean; candidates?: boolean } = {}): string {
  return mutantsConsole(mutationScore(changes), {
    registry,
    colour: false,
    tookMs: 4_321,
    files: ['reports/latest/mutants.csv'],
    listsCaught: lists.caught ?? false,
    listsCandidates: lists.candidates ?? false,
  });
}

const survivor = mutantOutcome({
  mutant: seededFault({ id: 'always-marked', title: 'every message is marked', requirement: 'SES-START-002' }),
  witnesses: [],
});
const noticed = mutantOutcome({
  mutant: seededFault({ id: 'late', title: 'it ends late' }),
  witnesses: [
    witness({
      isDeclared: false,
      failure: { check: 'start-once', requirement: 'SES-START-002', message: 'session 1 is marked again' },
    }),
  ],
});

describe('the console of the mutants', () => {
  test('all are caught', () => {
    expect(printed()).toMatchInlineSnapshot(`
      "lapse 1.2.3 · 1 mutant · 878 scenarios · judged without the engine's opinion
        without a fault the rules of 1 family fail nowhere

        timeout         1 caught, by 1 scenario

        1 scenario catches as much as all of them
        2 scenario files catch nothing that another does not, 1 of them nothing at all; --candidates lists them
        1 of 1 mutant caught for the declared reason (100 %) in 4.3 s
        reports/latest/mutants.csv
      "
    `);
  });

  test('survivors come first, with what fails instead', () => {
    expect(printed({ outcomes: [mutantOutcome(), survivor, noticed] })).toMatchInlineSnapshot(`
      "lapse 1.2.3 · 3 mutants · 878 scenarios · judged without the engine's opinion
        without a fault the rules of 1 family fail nowhere

      SURVIVED always-marked · every message is marked
        must fail expected-session for SES-START-002: No other message of a session carries \`sessionStart: true\`.
        nothing fails in the 736 scenarios that apply to it
        npx lapse run --target mutant:always-marked

      SURVIVED late · it ends late
        must fail expected-session for SES-TIMEOUT-003: The first event after more than the timeout of inactivity opens a new session.
        only others fail, in 1 scenario; first start-once for SES-START-002 in timeout/beyond/type=page:
          session 1 is marked again
        npx lapse run --target mutant:late

        timeout         1 caught, by 1 scenario    1 survived
        start           1 survived

        1 scenario catches as much as all of them
        2 scenario files catch nothing that another does not, 1 of them nothing at all; --candidates lists them
        1 of 3 mutants caught for the declared reason (33.3 %) in 4.3 s
        reports/latest/mutants.csv
      "
    `);
  });

  test('what catches each, and what could be merged, where it is asked for', () => {
    const twice = mutantOutcome({ witnesses: [witness({ scenario: 'clock/any' }), witness()] });
    const text = printed({ outcomes: [mutantOutcome(), twice] }, { caught: true, candidates: true });
    expect(text.slice(text.indexOf('  timeout'))).toMatchInlineSnapshot(`
      "  timeout         2 caught, each by 1 scenario or more

        mutant      requirement      check             scenarios  first
        never-ends  SES-TIMEOUT-003  expected-session          1  timeout/beyond/type=page
        never-ends  SES-TIMEOUT-003  expected-session          2  clock/any

      another file catches the same faults and perhaps more
        timeout/long-after  → timeout/beyond  never-ends

      catches none of these faults
        wire/order
        This is only about these faults: a file may be there for a requirement that none of them breaks.

        1 scenario catches as much as all of them
        2 scenario files catch nothing that another does not, 1 of them nothing at all
        2 of 2 mutants caught for the declared reason (100 %) in 4.3 s
        reports/latest/mutants.csv
      "
    `);
  });

  test('of scenarios that could be merged it speaks where there are any, or where they are asked for', () => {
    expect(printed({ candidates: [] })).not.toContain('scenario files');
    const asked = printed({ candidates: [] }, { candidates: true });
    expect(asked).toContain('  0 scenario files catch nothing that another does not\n');
    expect(asked).not.toContain('only about these faults');
  });

  test('where the rules fail without a fault there is no score', () => {
    const failures = Array.from({ length: 12 }, (_, index) => ({ scenario: `a/${index}`, message: 'it is wrong' }));
    const controls = [{ family: 'rudderstack-web', edition: '2026-11', failures }];
    const text = mutantsConsole(mutationScore({ controls, outcomes: [], smallest: [], candidates: [] }), {
      registry,
      colour: false,
      tookMs: 1,
      files: [],
      listsCaught: true,
      listsCandidates: false,
    });
    expect(text.split('\n').slice(0, 3)).toEqual([
      "lapse 1.2.3 · 878 scenarios · judged without the engine's opinion",
      '  NO SCORE: without a fault the rules of rudderstack-web fail by 2026-11, so that a failure shows no fault',
      '    a/0: it is wrong',
    ]);
    expect(text).toContain('    a/9: it is wrong\n    … and 2 more\n');
    expect(text).not.toContain('caught');
  });

  test('what generated timelines find, and what they miss', () => {
    const found = [7, 2, 4].map((steps) => mutantOutcome({ found: { run: 1, steps, check: 'engine-opinion' } }));
    const text = printed({ outcomes: [...found, survivor], fuzzed: { runs: 20_000, seed: 1 } });
    expect(text).toContain(
      [
        '  3 of 4 mutants found by fuzzing alone (75 %) in 20000 timelines from seed 1, shrunk to 4 steps in the median and 7 at most',
        '  not found: always-marked',
        '',
      ].join('\n'),
    );
    expect(printed({ fuzzed: { runs: 5, seed: 2 } })).toContain(
      '(0 %) in 5 timelines from seed 2\n  not found: never-ends',
    );
    expect(printed()).not.toContain('fuzzing');
  });

  test('all but one of many is not 100 %', () => {
    const outcomes = [...Array.from({ length: 1_999 }, () => mutantOutcome()), survivor];
    expect(printed({ outcomes })).toContain('1999 of 2000 mutants caught for the declared reason (99.9 %)');
  });

  test('colour where it is wanted', () => {
    const options = { registry, tookMs: 1, files: [], listsCaught: true, listsCandidates: true };
    const controlCharacter = String.fromCharCode(27);
    expect(mutantsConsole(mutationScore(), { ...options, colour: true })).toContain(controlCharacter);
    expect(mutantsConsole(mutationScore(), { ...options, colour: false })).not.toContain(controlCharacter);
  });
});
