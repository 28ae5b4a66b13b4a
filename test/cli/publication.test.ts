import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  folderOf,
  inputsOf,
  isWhole,
  publicationIndex,
  publicationOf,
  publishedTargets,
} from '../../src/cli/publication.js';
import { withFolder } from '../promises/command-line.js';
import { caseResult, runResult, verdict } from '../report/fixture.js';

describe('what is published', () => {
  test('SDKs that are executed, models, and what was announced; no self-checks', () => {
    const targets = publishedTargets();
    expect(targets).toContain('rudderstack-js');
    expect(targets).toContain('reference:announcement-web');
    expect(targets).not.toContain('reference:rudderstack-web');
  });

  test('each target has a folder whose name every system bears', () => {
    expect(folderOf('model:rudderstack-android')).toBe('model-rudderstack-android');
    expect(new Set(publishedTargets().map(folderOf)).size).toBe(publishedTargets().length);
  });

  test('verdicts, coverage, what differs, a summary, and what they rest on', () => {
    const files = publicationOf(runResult());
    expect([...files.keys()]).toEqual(['verdicts.csv', 'coverage.csv', 'summary.md', 'deviations.md', 'result.json']);
    expect(JSON.parse(files.get('result.json') ?? '')).toEqual({
      target: 'rudderstack-js',
      execution: 'jsdom, executed',
      edition: '2026-11',
      policy: 'rudderstack-web',
      scenarios: { pass: 1 },
      requirements: { conforms: 1 },
      inputs: inputsOf(runResult().target),
    });
  });

  test('a run that could not judge everything stands for nothing', () => {
    const judged = (status: 'pass' | 'fail' | 'untestable') => caseResult({ verdicts: [verdict({ status })] });
    expect(isWhole(runResult({ cases: [judged('pass'), judged('fail')] }))).toBe(true);
    expect(isWhole(runResult({ cases: [judged('pass'), judged('untestable')] }))).toBe(false);
    expect(isWhole(runResult({ cases: [judged('fail')] }))).toBe(false);
    expect(isWhole(runResult({ partial: 'stopped' }))).toBe(false);
    expect(isWhole(runResult({ faults: [{ scenario: 'timeout/beyond', message: 'a contradiction' }] }))).toBe(false);
  });

  test('the inputs change with the version of the SDK', () => {
    expect(inputsOf({ subject: 'an SDK 1.0.0', version: '1.0.0' })).not.toEqual(
      inputsOf({ subject: 'an SDK 1.0.1', version: '1.0.1' }),
    );
    expect(inputsOf(runResult().target).scenarios).toMatch(/^[0-9a-f]{64}$/);
    expect(inputsOf(runResult().target).scenarios).not.toBe(inputsOf(runResult().target).specification);
  });

  test('the index has a row for each target that is there', () => {
    withFolder((folder) => {
      expect(publicationIndex(folder)).not.toContain('rudderstack-js');
      mkdirSync(path.join(folder, 'rudderstack-js'));
      writeFileSync(
        path.join(folder, 'rudderstack-js', 'result.json'),
        publicationOf(runResult()).get('result.json') ?? '',
      );
      expect(publicationIndex(folder)).toContain(
        '| [rudderstack-js](rudderstack-js/summary.md) | @rudderstack/analytics-js 3.34.1 (jsdom, executed) | 2026-11, rudderstack-web | 1 pass | 1 conforms | [deviations](rudderstack-js/deviations.md) |\n',
      );
    });
  });
});
