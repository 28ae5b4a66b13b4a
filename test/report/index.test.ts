import { expect, it } from 'vitest';
import { reporters } from '../../src/report/index.js';
import { caseResult, runResult } from './fixture.js';

it('the family has these reporters, each under its own id', () => {
  const ids = ['csv', 'json', 'junit', 'markdown', 'html', 'github', 'tap', 'badge', 'blob'];
  expect([...reporters.keys()]).toEqual(ids);
  for (const [id, reporter] of reporters) expect(reporter.id).toBe(id);
});

it('no two reporters write the same file', () => {
  const names = [...reporters.values()].flatMap((reporter) => [...reporter.files(runResult()).keys()]);
  expect(new Set(names).size).toBe(names.length);
});

it.each([...reporters.values()])('$id writes the same bytes for the same run, whatever the date', (reporter) => {
  const overdue = [{ deviation: 'a-deviation', review: '2026-01-01' }];
  const again = reporter.files(runResult({ overdue }));
  expect([...again]).toEqual([...reporter.files(runResult())]);
});

it.each([...reporters.values()])('$id ends its files with one line feed and has no carriage return', (reporter) => {
  for (const content of reporter.files(runResult()).values()) {
    expect(content).toMatch(/[^\n]\n$/);
    expect(content).not.toContain('\r');
  }
});

it.each([...reporters.values()])('$id names no file of the machine', (reporter) => {
  const content = [...reporter.files(runResult({ cases: [caseResult()] })).values()].join('');
  expect(content).not.toContain('/somewhere/');
});
