import { describe, expect, test } from 'vitest';
import type { ComparedVerdict } from '../../src/record/result-change.js';
import type { Status } from '../../src/record/verdict.js';
import { comparedRun, compareExitCode, compareRuns } from '../../src/suite/compare.js';
import { caseResult, runResult, verdict } from '../report/fixture.js';

function run(scenarios: Readonly<Record<string, readonly (Status | Partial<ComparedVerdict>)[]>>) {
  const cases = Object.entries(scenarios).map(([id, found]) =>
    caseResult({
      id,
      verdicts: found.map((each) => verdict({ scenario: id, ...(typeof each === 'string' ? { status: each } : each) })),
    }),
  );
  return comparedRun(runResult({ cases }));
}

function kinds(before: Parameters<typeof run>[0], now: Parameters<typeof run>[0]) {
  const comparison = compareRuns(run(before), run(now));
  return { changes: comparison.changes.map(({ change }) => change), code: compareExitCode(comparison) };
}

describe('compareRuns', () => {
  test('equal runs differ in nothing', () => {
    const same = { 'a/one': ['pass', 'fail'], 'a/two': ['known'] } as const;
    expect(kinds(same, same)).toEqual({ changes: [], code: 0 });
  });

  test('what fails and passed is a regression, unless it is known now', () => {
    expect(kinds({ 'a/one': ['pass'] }, { 'a/one': ['fail'] })).toEqual({ changes: ['newly failing'], code: 1 });
    expect(kinds({ 'a/one': ['pass'] }, { 'a/one': ['known'] })).toEqual({ changes: ['newly failing'], code: 0 });
    expect(kinds({ 'a/one': ['pass'] }, { 'a/one': ['warn'] })).toEqual({ changes: ['newly failing'], code: 0 });
    expect(kinds({ 'a/one': ['known'] }, { 'a/one': ['fail'] })).toEqual({ changes: [], code: 0 });
  });

  test('what passes and failed is told, and so is another witness', () => {
    expect(kinds({ 'a/one': ['fail'] }, { 'a/one': ['stale'] })).toEqual({ changes: ['newly passing'], code: 0 });
    const at = (step: number) => [{ status: 'fail' as const, step }];
    expect(kinds({ 'a/one': at(3) }, { 'a/one': at(5) })).toEqual({ changes: ['changed witness'], code: 0 });
  });

  test('what cannot be observed any more must not look green', () => {
    expect(kinds({ 'a/one': ['pass'] }, { 'a/one': ['untestable'] })).toEqual({
      changes: ['no longer judged'],
      code: 3,
    });
    expect(kinds({ 'a/one': ['pass'] }, { 'a/one': ['skip'] })).toEqual({ changes: ['no longer judged'], code: 0 });
    expect(kinds({ 'a/one': ['skip'] }, { 'a/one': ['fail'] })).toEqual({ changes: [], code: 0 });
  });

  test('scenarios that only one run has are named; with none in common nothing is compared', () => {
    const comparison = compareRuns(run({ 'a/old': ['pass'] }), run({ 'a/new': ['fail'] }));
    expect(comparison).toMatchObject({ changes: [], onlyBefore: ['a/old'], onlyNow: ['a/new'] });
    expect(compareExitCode(comparison)).toBe(3);
  });
});
