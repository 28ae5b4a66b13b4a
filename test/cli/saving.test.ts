import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { saveFailures, savingOf } from '../../src/cli/saving.js';
import type { CaseResult, RunResult } from '../../src/record/run-result.js';
import { reporters } from '../../src/report/index.js';
import { readBundle } from '../../src/spec/bundle-file.js';
import type { RunOptions } from '../../src/suite/run.js';
import { bench } from '../judge/bench.js';
import { caseResult, runResult, verdict } from '../report/fixture.js';
import { inputFolder } from '../spec/input-folder.js';

const options: RunOptions = {
  cases: [],
  target: 'rudderstack-js',
  bench,
  seed: 1,
  jobs: 1,
  fullStepping: false,
  bail: false,
  asOf: '2026-11-24',
};

function results(count: number, status: 'fail' | 'warn' | 'pass' = 'fail'): CaseResult[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `many/${status}-${String(index).padStart(2, '0')}`;
    return caseResult({
      id,
      verdicts: [verdict({ scenario: id, status, step: 0 })],
      trace: { ...emptyTrace, timeline: id },
    });
  });
}
const emptyTrace = { timeline: '', target: 'rudderstack-js', entries: [], elapsedMs: 0, timersFired: 0 };

function save(changes: Partial<RunResult>, automatic = false, strict = false) {
  const folder = path.join(inputFolder({}), 'bundles');
  const text = saveFailures(runResult(changes), options, strict, { folder, automatic });
  return { folder, text: text.replaceAll(`${folder}/`, '') };
}

describe('what is saved', () => {
  test('the failing scenarios, each as a bundle that can be read', () => {
    const cases = [...results(2), ...results(1, 'warn'), ...results(1, 'pass')];
    const { folder, text } = save({ cases });
    expect(text).toBe(
      [
        '  saved 2 failures to be played again: npx lapse replay FILE',
        '    many.fail-00.lapse.json',
        '    many.fail-01.lapse.json',
        '',
      ].join('\n'),
    );
    const { bundle } = readBundle(path.join(folder, 'many.fail-01.lapse.json'));
    expect(bundle).toMatchObject({ case: { id: 'many/fail-01' }, edition: '2026-11', seed: 1 });
    expect(bundle.sdk?.sha256).toMatch(/^sha256:/);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('with --strict warnings as well, and whatever Lapse was at fault with', () => {
    expect(save({ cases: results(1, 'warn') }, false, true).text).toContain('many.warn-00.lapse.json');
    const faults = [{ scenario: 'many/pass-00', message: 'contradiction' }];
    expect(save({ cases: results(1, 'pass'), faults }).text).toContain('many.pass-00.lapse.json');
  });

  test('what could not be observed, with its reason', () => {
    const { trace: _, ...lost } = caseResult({
      verdicts: [verdict({ status: 'untestable', message: 'the SDK hung', step: 0 })],
    });
    const { folder } = save({ cases: [lost] });
    const { bundle } = readBundle(path.join(folder, 'timeout.beyond.lapse.json'));
    expect(bundle.played).toEqual({ untestable: 'the SDK hung' });
  });

  test('nothing when nothing fails, or when nothing was played', () => {
    const probes = [{ probe: 'wire', ok: false, message: 'dead' } as const];
    expect(save({ cases: results(3, 'pass') }).text).toBe('');
    expect(save({ cases: results(3), probes }).text).toBe('');
  });

  test('by itself no more than 20, over those of an earlier run', () => {
    const { folder, text } = save({ cases: results(34) }, true);
    expect(text).toContain(
      '  saved the first 20 of 34 failures to be played again: npx lapse replay FILE; --save FOLDER saves all\n',
    );
    expect(readdirSync(folder)).toHaveLength(20);
    writeFileSync(path.join(folder, 'notes.txt'), '');
    expect(saveFailures(runResult({ cases: results(1) }), options, false, { folder, automatic: true })).not.toBe('');
    expect(readdirSync(folder)).toEqual(['many.fail-00.lapse.json', 'notes.txt']);
  });

  test('all that was asked for, but not all names', () => {
    const { folder, text } = save({ cases: results(34) });
    expect(readdirSync(folder)).toHaveLength(34);
    expect(text.split('\n').at(-2)).toBe(`    and 14 more in ${folder}`);
  });
});

describe('where it is saved', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const some = [...reporters.values()].slice(0, 1);

  test('where --save says', () => {
    const folder = path.join(inputFolder({}), 'kept');
    expect(savingOf({ save: folder }, [], 'out')).toEqual({ folder, automatic: false });
    const file = path.join(inputFolder({ file: '' }), 'file');
    expect(() => savingOf({ save: file }, [], 'out')).toThrow(/^the folder of the bundles, .* cannot be written/);
  });

  test.each(['true', '1'])('in a pipeline (CI=%s) beside the reports, if there are any', (value) => {
    vi.stubEnv('CI', value);
    expect(savingOf({}, some, 'out')).toEqual({ folder: path.join('out', 'bundles'), automatic: true });
    expect(savingOf({}, [], 'out')).toBeUndefined();
  });

  test.each(['', '0', 'false', undefined])('nowhere else (CI=%s)', (value) => {
    vi.stubEnv('CI', value);
    expect(savingOf({}, some, 'out')).toBeUndefined();
  });
});
