import { expect, test } from 'vitest';
import type { RunResult } from '../../src/record/run-result.js';
import type { Status } from '../../src/record/verdict.js';
import { badgeReporter } from '../../src/report/badge.js';
import { caseResult, runResult, verdict } from './fixture.js';

function badge(changes: Partial<RunResult>) {
  return JSON.parse(badgeReporter.files(runResult(changes)).get('badge.json') ?? '');
}

const having = (...found: Status[]) => found.map((status) => caseResult({ verdicts: [verdict({ status })] }));
const { target } = runResult();

test.each([
  ['all is well', { cases: having('pass', 'skip') }, 'conforms', '0072b2'],
  ['some is known', { cases: having('pass', 'known', 'known') }, 'conforms, 2 known', '56b4e9'],
  ['some fails', { cases: having('pass', 'fail', 'stale', 'known', 'skip') }, '2 of 4 fail', 'd55e00'],
  [
    'a model',
    { cases: having('pass'), target: { ...target, executed: false } },
    'conforms (SDK not executed)',
    '0072b2',
  ],
])('%s', (_, changes, message, color) => {
  expect(badge(changes)).toEqual({ schemaVersion: 1, label: 'sessions 2026-11', message, color });
});

test('what could not be judged is an error, and never looks like a result', () => {
  expect(badge({ cases: having('skip') })).toEqual({
    schemaVersion: 1,
    label: 'sessions 2026-11',
    message: 'not judged',
    color: 'lightgrey',
    isError: true,
  });
});
