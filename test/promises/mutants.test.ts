import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allMutants } from '../../src/mutants/museum/index.js';
import { loadSuite } from '../../src/scenario/suites.js';
import { parseCsv } from '../report/parse-csv.js';
import { filesIn, lapse, withFolder, withoutRealTime } from './command-line.js';
import { caughtIn } from './mutants-table.js';

const wrongScenario = `title: The first event opens no session
requirements: [SES-START-001]
platform: web
steps:
  - load
  - track: Product Viewed
    expect: { session: none }
`;

// The promise: the suite notices every fault of the museum, for the reason that the fault declares.
describe('lapse mutants', () => {
  // By all scenarios: test/mutants/museum/index.test.ts, and through the command line test/full/mutants.test.ts.
  test('catches them all by the smoke suite alone', () => {
    withFolder((folder) => {
      const { code, stdout, stderr } = lapse(['mutants', '--suite', 'smoke', '--out', folder]);
      expect(stderr).toBe('');
      expect(stdout).not.toContain('SURVIVED');
      const all = allMutants.length;
      expect(stdout, 'out of date: npm run smoke chooses it anew').toContain(
        `  ${all} of ${all} mutants caught for the declared reason (100 %)`,
      );
      expect(code).toBe(0);
      expect(caughtIn(filesIn(folder).get('mutants.csv') ?? '')).toEqual(
        new Map(allMutants.map(({ id }) => [id, 'true'])),
      );
    });
  }, 120_000);

  test('1: a fault survives scenarios that do not look for it, with the same bytes every time', () => {
    withFolder((folder) => {
      const words = ['mutants', 'one-millisecond-*', '--list', '--out', folder, '--scenarios', 'timeout/within'];
      const { code, stdout, stderr } = lapse(words);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('SURVIVED one-millisecond-late');
      expect(stdout).toContain('  npx lapse run --target mutant:one-millisecond-late');
      const files = filesIn(folder);
      expect(caughtIn(files.get('mutants.csv') ?? '').get('one-millisecond-late')).toBe('false');
      const again = lapse(words);
      expect(withoutRealTime(again.stdout)).toBe(withoutRealTime(stdout));
      expect(filesIn(folder)).toEqual(files);
    });
  });

  test('--fuzz says what generated timelines find without any scenario', () => {
    withFolder((folder) => {
      const words = ['mutants', 'one-millisecond-*', 'campaign-dropped', '--scenarios', 'timeout/**', '--out', folder];
      const { code, stdout, stderr } = lapse([...words, '--fuzz', '--runs', '60']);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toMatch(
        / {2}2 of 3 mutants found by fuzzing alone \(66\.6 %\) in 60 timelines from seed 1, shrunk to \d steps in the median and \d at most\n {2}not found: campaign-dropped\n/,
      );
      const [header = [], ...rows] = parseCsv(filesIn(folder).get('mutants.csv') ?? '');
      const found = header.indexOf('found_by_fuzzing');
      expect(new Map(rows.map((row) => [row[0], row[found]]))).toEqual(
        new Map([
          ['campaign-dropped', 'false'],
          ['one-millisecond-early', 'true'],
          ['one-millisecond-late', 'true'],
        ]),
      );
      expect(lapse([...words, '--runs', '60'])).toEqual({
        code: 2,
        stdout: '',
        stderr: 'error: --runs is about generated timelines; allowed: --fuzz --runs\n',
      });
    });
  }, 60_000);

  test('3: without a fault the rules fail, so that there is no score', () => {
    withFolder((folder) => {
      const file = path.join(folder, 'wrong.yaml');
      writeFileSync(file, wrongScenario);
      const out = path.join(folder, 'out');
      const words = ['mutants', 'one-millisecond-late', '--scenarios', file, '--out', out];
      const { code, stdout } = lapse(words);
      expect(code).toBe(3);
      expect(stdout).toContain('NO SCORE: without a fault the rules of rudderstack-web fail by 2026-11');
      expect(filesIn(out).size).toBe(0);
    });
  });

  test('2: bad input is told in one go, and nothing is written', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'out');
      const wrong = ['one-millisecond-lat', '--smoke', '--suite', 'smoek', '--out', out];
      expect(lapse(['mutants', ...wrong])).toEqual({
        code: 2,
        stdout: '',
        stderr: [
          'error: no mutant is called "one-millisecond-lat" (did you mean "one-millisecond-late"?); allowed: an id that lapse list --what mutants shows, or a glob over them',
          'error: unknown suite "smoek" (did you mean "smoke"?); allowed: smoke',
          'error: --smoke chooses among all scenarios, by all mutants; allowed: --smoke without mutants, --scenarios or --suite',
          '',
        ].join('\n'),
      });
      const nowhere = lapse(['mutants', '--suite', 'smoke', '--scenarios', 'wire/never-heard-of', '--out', out]);
      expect(nowhere.stderr).toMatch(/^error: no file, folder or scenario is called "wire\/never-heard-of"/);
      expect(nowhere.code).toBe(2);
      expect(lapse(['mutants', '--scenarios', ',', '--out', out])).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'error: --scenarios is ",", which names nothing; allowed: one or more ids, globs over ids, files or folders\n',
      });
      expect(filesIn(folder).size).toBe(0);
    });
  });
});

// The promise: what was chosen is played like any scenario, and a fault like any target.
describe('lapse run with a suite, or with a mutant', () => {
  const quiet = ['--reporter', 'none'];
  const engine = ['--target', 'reference:rudderstack-web', ...quiet];

  test('--suite plays the scenarios of a suite, and of them those that are named', () => {
    const size = loadSuite('smoke').scenarios.length;
    const { code, stdout } = lapse(['run', '--suite', 'smoke', ...engine]);
    expect(stdout).toContain(`\n  ${size} scenarios · `);
    expect(code).toBe(0);
    const some = lapse(['run', 'timeout/**', '--suite', 'smoke', ...engine]);
    expect(some.stdout).not.toContain('  reset ');
    expect(some.stdout).toContain('  timeout ');
  });

  test('a suite that is unknown, or has nothing of what is named', () => {
    expect(lapse(['run', '--suite', 'smok', ...engine])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: unknown suite "smok" (did you mean "smoke"?); allowed: smoke\n',
    });
    withFolder((folder) => {
      const file = path.join(folder, 'wrong.yaml');
      writeFileSync(file, wrongScenario);
      const { code, stderr } = lapse(['run', file, '--suite', 'smoke', ...engine]);
      expect(stderr).toMatch(/^error: the suite "smoke" has none of the scenarios that are selected; allowed: /);
      expect(code).toBe(2);
    });
  });

  test('a mutant fails where it is caught, and says that no SDK was executed', () => {
    withFolder((folder) => {
      const target = ['--target', 'mutant:one-millisecond-late', '--reporter', 'csv', '--out', folder];
      const { code, stdout } = lapse(['run', 'timeout/beyond/type=page', ...target]);
      expect(stdout).toContain('mutant:one-millisecond-late 0.1.0 (mutant, SDK not executed) · edition 2026-11');
      expect(stdout).toContain('FAIL timeout/beyond/type=page');
      expect(stdout).toContain("npx lapse run 'timeout/beyond/type=page' --target mutant:one-millisecond-late\n");
      expect(code).toBe(1);
      expect(filesIn(folder).get('verdicts.csv')).toContain(',mutant:one-millisecond-late,"mutant, SDK not executed"');
    });
  });
});
