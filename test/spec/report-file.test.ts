import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonReporter } from '../../src/report/json.js';
import { findReport, readReport } from '../../src/spec/report-file.js';
import { comparedRun } from '../../src/suite/compare.js';
import { runResult } from '../report/fixture.js';
import { inputErrorOf, inputFolder } from './input-folder.js';

const text = jsonReporter.files(runResult()).get('report.json') ?? '';

test('finds the report that a person means', () => {
  const folder = inputFolder({
    'run/report.json': text,
    'one/shard-1-of-1.blob.jsonl': '',
    'two/shard-1-of-2.blob.jsonl': '',
    'two/shard-2-of-2.blob.jsonl': '',
    'none/x.txt': '',
  });
  const at = (name: string): string => join(folder, name);
  expect(findReport(at('run'))).toEqual({ report: at('run/report.json') });
  expect(findReport(at('run/report.json'))).toEqual({ report: at('run/report.json') });
  expect(findReport(at('one'))).toEqual({ blob: at('one/shard-1-of-1.blob.jsonl') });
  expect(findReport(at('nothing'))).toBeUndefined();
  expect(inputErrorOf(folder, () => findReport(at('two')))).toMatchInlineSnapshot(
    `"the folder two holds 2 blobs; allowed: one; lapse merge makes one of them"`,
  );
  expect(inputErrorOf(folder, () => findReport(at('none')))).toMatchInlineSnapshot(
    `"the folder none holds no report; allowed: a folder with report.json or a blob, report.json, a file *.blob.jsonl, or package@version"`,
  );
});

test('a report says the same as the run that it tells of', () => {
  const folder = inputFolder({ 'report.json': text });
  const read = readReport(join(folder, 'report.json'));
  const { scenarios, ...rest } = comparedRun(runResult());
  expect(read).toMatchObject(rest);
  for (const [id, verdicts] of scenarios) expect(read.scenarios.get(id)).toMatchObject(verdicts);
  expect(read.scenarios.size).toBe(scenarios.size);
});

test('what is no report, or one of another version, is told', () => {
  const folder = inputFolder({
    'a.json': '{"formatVersion": 1, "cases": 1}',
    'b.json': text.slice(0, 100),
    'c.json': text.replace('"formatVersion": 1', '"formatVersion": 7'),
  });
  for (const name of ['a.json', 'b.json', 'c.json']) {
    const message = inputErrorOf(folder, () => readReport(join(folder, name)));
    expect(message.split(';')[0]).toBe(
      {
        'a.json': 'a.json is JSON, but no report of lapse run',
        'b.json': 'b.json is not JSON, or is cut off',
        'c.json': 'c.json has the format version 7',
      }[name],
    );
  }
});

test.each<[string, (report: Record<string, unknown>) => unknown]>([
  ['no target', (report) => ({ ...report, target: null })],
  ['a target without a subject', (report) => ({ ...report, target: {} })],
  ['no policy', ({ policy: _policy, ...report }) => report],
  ['a case that is none', (report) => ({ ...report, cases: [null] })],
  ['a case without an id', (report) => ({ ...report, cases: [{ verdicts: [] }] })],
  ['a verdict that is none', (report) => ({ ...report, cases: [{ id: 'a/b', verdicts: ['pass'] }] })],
  [
    'a verdict with a status that there is not',
    (report) => ({
      ...report,
      cases: [{ id: 'a/b', verdicts: [{ requirement: '', check: '', message: '', status: 'passed' }] }],
    }),
  ],
  [
    'a verdict with a step that is no number',
    (report) => ({
      ...report,
      cases: [{ id: 'a/b', verdicts: [{ requirement: '', check: '', message: '', status: 'pass', step: '1' }] }],
    }),
  ],
])('a report with %s is no report', (_what, spoil) => {
  const folder = inputFolder({ 'report.json': JSON.stringify(spoil(JSON.parse(text))) });
  expect(inputErrorOf(folder, () => readReport(join(folder, 'report.json')))).toContain(
    'report.json is JSON, but no report of lapse run',
  );
});
