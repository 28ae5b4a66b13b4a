import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesIn, lapse, type Outcome, withFolder, withoutRealTime } from './command-line.js';

// The promise: one command judges the real SDK with the whole suite and writes reports that agree with each other.
describe('the main job', () => {
  let outcome: Outcome;
  let files: Map<string, string>;
  const linesOf = (name: string): string[] => (files.get(name) ?? '').trimEnd().split('\n');

  beforeAll(() => {
    withFolder((folder) => {
      outcome = lapse(['run', '--out', folder, '--as-of', '2026-11-23', '--reporter', 'csv,json,junit,markdown']);
      files = filesIn(folder);
    });
  }, 240_000);

  test('it ends well: every difference of the SDK is a known one', () => {
    expect(outcome.stderr).toBe('');
    expect(outcome.stdout).toContain('0 fail');
    expect(outcome.code).toBe(0);
  });

  test('the README shows what it prints', () => {
    const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');
    const shown = /```console\n\$ npm start\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    // The last line names the reports, and the test writes others, elsewhere.
    const withoutFolder = (text: string): string => withoutRealTime(text).replace(/^ {2}\S*verdicts\.csv.*$/m, '');
    expect(withoutFolder(outcome.stdout)).toBe(withoutFolder(shown));
  });

  test('it says what was judged, and that it was executed', () => {
    expect(outcome.stdout.split('\n')[0]).toMatch(
      /^lapse 0\.1\.0 · rudderstack-js 3\.34\.1 \(jsdom, executed\) · edition 2026-11 · policy rudderstack-web$/,
    );
    expect(outcome.stdout).toContain('  verified: clock obeys by exactly 31m, wire alive; ');
  });

  test('it writes the reports that were asked for and nothing else', () => {
    expect([...files.keys()]).toEqual([
      'coverage.csv',
      'deviations.md',
      'junit.xml',
      'messages.csv',
      'report.json',
      'run.csv',
      'sessions.csv',
      'summary.md',
      'verdicts.csv',
    ]);
  });

  test('the totals of the console, of the CSV and of the JSON are the same', () => {
    const report: { cases: { verdicts: unknown[] }[] } = JSON.parse(files.get('report.json') ?? '');
    const checks = report.cases.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
    expect(outcome.stdout).toContain(`${report.cases.length} scenarios · ${checks} checks`);
    expect(linesOf('verdicts.csv')).toHaveLength(checks + 1);
    expect(checks).toBeGreaterThan(1_000);
  });

  test('every known difference names its deviation, and every requirement has a row', () => {
    const known = linesOf('verdicts.csv').filter((line) => line.includes(',known,'));
    expect(known.length).toBeGreaterThan(10);
    expect(known.filter((line) => /,$/.test(line))).toEqual([]);
    expect(linesOf('coverage.csv').length).toBeGreaterThan(100);
  });

  // The whole run is done here anyway; test/promises/published-results.test.ts has the others.
  test.each(['coverage.csv', 'deviations.md', 'summary.md', 'verdicts.csv'])(
    'the published %s is of today; npm run results renews it',
    (name) => {
      const published = path.join(packageRoot, 'reports', 'published', 'rudderstack-js', name);
      expect(files.get(name) === readFileSync(published, 'utf8'), `${name} is out of date`).toBe(true);
    },
  );

  test('no report knows the machine or the hour', () => {
    const year = new RegExp(`${process.cwd()}|${process.pid}\\b.*host`);
    for (const [name, text] of files) expect(year.test(text), name).toBe(false);
    // All instants are virtual: the suite plays in 2026 to 2027 whatever the calendar says.
    const years = new Set(
      [...(files.get('sessions.csv') ?? '').matchAll(/(\d{4})-\d\d-\d\dT/g)].map(([, found]) => found),
    );
    expect([...years].every((found) => Number(found) >= 2024 && Number(found) <= 2028)).toBe(true);
  });
});
