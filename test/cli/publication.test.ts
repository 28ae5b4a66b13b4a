import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  folderOf,
  inputsOf,
  isWhole,
  publicationIndex,
  publicationOf,
  publicationPage,
  publishedTargets,
} from '../../src/cli/publication.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { withFolder } from '../promises/command-line.js';
import { caseResult, runResult, verdict } from '../report/fixture.js';

describe('what is published', () => {
  test('SDKs that are executed, models, and what was announced; no self-checks', () => {
    const targets = publishedTargets();
    expect(targets).toContain('rudderstack-js');
    expect(targets).toContain('reference:announcement-web');
    expect(targets).not.toContain('reference:rudderstack-web');
    expect(targets).not.toContain('rudderstack-js@chromium');
  });

  test('each target has a folder whose name every system bears', () => {
    expect(folderOf('model:rudderstack-android')).toBe('model-rudderstack-android');
    expect(new Set(publishedTargets().map(folderOf)).size).toBe(publishedTargets().length);
  });

  test('verdicts, coverage, what differs, a summary, and what they rest on', () => {
    const files = publicationOf(runResult());
    expect([...files.keys()]).toEqual([
      'verdicts.csv',
      'coverage.csv',
      'summary.md',
      'deviations.md',
      'witnesses.html',
      'result.json',
    ]);
    expect(JSON.parse(files.get('result.json') ?? '')).toEqual({
      target: 'rudderstack-js',
      execution: 'jsdom, executed',
      edition: '2026-11',
      policy: 'rudderstack-web',
      scenarios: { pass: 1 },
      requirements: { conforms: 1 },
      outcomes: { timeout: { 'SES-TIMEOUT-003': 'conforms' } },
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

  test('the page tells executed SDKs from models, and links what was found over versions', () => {
    withFolder((folder) => {
      const write = (name: string, text: string): void => {
        mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      };
      const registry = loadRequirements();
      const result = publicationOf(runResult()).get('result.json') ?? '';
      write('rudderstack-js/result.json', result);
      // As an earlier version wrote it.
      const { outcomes: _outcomes, ...earlier } = JSON.parse(result);
      write('model-rudderstack-ios/result.json', JSON.stringify({ ...earlier, target: 'model:rudderstack-ios' }));
      const page = publicationPage(folder, registry);
      expect(page.indexOf('● executed')).toBeLessThan(page.indexOf('○ model'));
      expect(page).not.toContain('id="versions"');
      write('trend/rudderstack-js/trend.csv', '');
      expect(publicationPage(folder, registry)).toContain('href="trend/rudderstack-js/trend.csv"');
    });
  });
});
