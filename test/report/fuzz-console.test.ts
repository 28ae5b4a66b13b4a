import { expect, test } from 'vitest';
import type { FuzzResult } from '../../src/record/fuzz-result.js';
import { fuzzConsole } from '../../src/report/fuzz-console.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { caseResult, verdict } from './fixture.js';
import { fuzzFailure, fuzzResult } from './fuzz-fixture.js';

const registry = loadRequirements();
const report = (result: FuzzResult): string =>
  fuzzConsole(result, {
    registry,
    colour: false,
    tookMs: 2_000,
    commandFor: ({ run }) => `npx lapse fuzz --runs ${run + 1}`,
  });

test('that everything was played twice, where it was', () => {
  expect(report({ ...fuzzResult, twice: true })).toContain(' on average · each played twice alike · ');
  expect(report(fuzzResult)).not.toContain('twice');
});

test('without a failure: what was fuzzed, and how much', () => {
  expect(report(fuzzResult)).toMatchInlineSnapshot(`
    "lapse 0.1.0 · rudderstack-js 3.34.1 (jsdom, executed) · edition 2026-11 · policy rudderstack-web · seed 7
      verified: clock obeys by exactly 31m, wire alive

      12 timelines · 33.0 steps on average · 71 of 90 rule branches · 0 new failures · 1m 30s of virtual time in 2.0 s
    "
  `);
});

test('a new failure: its witness, how small it became, where it is', () => {
  const failures = [{ ...fuzzFailure, file: 'scenarios/corpus/goes-on-plain.yaml' }];
  const text = report({ ...fuzzResult, failures, stopped: 'a new failure was found' });
  expect(text.split('\n').slice(3)).toMatchInlineSnapshot(`
    [
      "NEW corpus/goes-on-plain · One millisecond beyond the timeout opens a new session",
      "  SES-TIMEOUT-003 (MUST, announced): The first event after more than the timeout of inactivity opens a new session.",
      "      expected  session 2 with the start marker",
      "      observed  session 1",
      "  also fail  start-first: not marked",
      "  engine-opinion, run 12, shrunk from 33 steps to 4 · 3 timelines fail like this",
      "  scenarios/corpus/goes-on-plain.yaml",
      "  npx lapse fuzz --runs 12",
      "",
      "  12 timelines · 33.0 steps on average · 71 of 90 rule branches · 1 new failure · 1m 30s of virtual time in 2.0 s",
      "  ended early: a new failure was found",
      "",
    ]
  `);
});

test('a scenario that was not written is printed', () => {
  expect(report({ ...fuzzResult, failures: [fuzzFailure] })).toContain('    title: It\n    steps: [ load ]\n');
});

test('what is known, could not be observed, or is not deterministic, is told', () => {
  const text = report({
    ...fuzzResult,
    corpus: [caseResult({ id: 'corpus/x', verdicts: [verdict({ status: 'fail' })] })],
    known: [{ scenario: 'corpus/x', check: 'start-once', seen: 4 }],
    discarded: [{ reason: 'it hangs', run: 2, count: 5 }],
    unstable: { run: 4, message: 'step 3 differs' },
    faults: [{ scenario: 'fuzz/6', message: 'oh' }],
  });
  expect(text).toContain('  of the corpus: 1 still fail\n  still fails  corpus/x · ');
  expect(text).toContain('4 as known from 1 scenario');
  expect(text).toContain('NOT OBSERVED 5 timelines, the first in run 3: it hangs');
  expect(text).toContain('NOT DETERMINISTIC in run 5: step 3 differs');
  expect(text).toContain('FAULT OF LAPSE fuzz/6: oh');
});
