import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, startLapse, withFolder } from './command-line.js';

/** Lapse as it is installed, in a folder of its own where the test may change the SDK and the specification. */
function copyOfLapse(folder: string): string {
  for (const name of ['dist', 'spec', 'package.json']) {
    cpSync(path.join(packageRoot, name), path.join(folder, name), { recursive: true });
  }
  for (const name of ['timeout/within.yaml', 'persistence/reload.yaml']) {
    mkdirSync(path.dirname(path.join(folder, 'scenarios', name)), { recursive: true });
    cpSync(path.join(packageRoot, 'scenarios', name), path.join(folder, 'scenarios', name));
  }
  const modules = path.join(packageRoot, 'node_modules');
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync(modules).filter((each) => each !== '@rudderstack')) {
    symlinkSync(path.join(modules, name), path.join(folder, 'node_modules', name));
  }
  cpSync(path.join(modules, '@rudderstack'), path.join(folder, 'node_modules', '@rudderstack'), { recursive: true });
  return path.join(folder, 'dist', 'cli', 'main.js');
}

const rightScenario = `title: The first event opens a session
requirements: [SES-START-001]
platform: web
steps:
  - load
  - track: Product Viewed
    expect: { session: first }
`;

// The promise: what a change affects is played again, and only that.
describe('--watch', () => {
  test('a changed scenario is played again, a broken one is waited for, and a changed SDK plays all', async () => {
    await withFolder(async (folder) => {
      const main = copyOfLapse(folder);
      const running = startLapse(['run', 'timeout/within', 'persistence/reload', '--watch'], { main, cwd: folder });
      await running.until(/watching \d+ files; Ctrl\+C ends with exit code 0\n/);

      const scenario = path.join(folder, 'scenarios', 'timeout', 'within.yaml');
      const text = readFileSync(scenario, 'utf8');
      writeFileSync(scenario, `${text}# changed\n`);
      await running.until(/^changed: scenarios\/timeout\/within\.yaml\nplayed again: 1 of 2 scenarios\n/m);
      await running.until(/ {2}timeout +1 pass\n\n {2}1 scenario .*\n[\s\S]*?watching \d+ files/);

      writeFileSync(scenario, text.replace('  - load', '  - laod'));
      await running.until(/^changed: scenarios\/timeout\/within\.yaml\n/m);
      await running.until(
        /^error: scenarios\/timeout\/within\.yaml:\d+:\d+: unknown step without a value "laod" \(did you mean "load"\?\)/m,
      );
      await running.until(/watching \d+ files; Ctrl\+C ends with exit code 2\n/);

      writeFileSync(scenario, text);
      await running.until(/^played again: 1 of 2 scenarios\n[\s\S]*?Ctrl\+C ends with exit code 0\n/m);

      const sdk = 'node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/cjs/index.cjs';
      appendFileSync(path.join(folder, sdk), '\n// changed\n');
      await running.until(new RegExp(`^changed: ${sdk}\nplayed again: 2 of 2 scenarios\n`, 'm'));
      await running.until(/ {2}2 scenarios .*\n[\s\S]*?Ctrl\+C ends with exit code 0\n/);

      appendFileSync(path.join(folder, 'spec', 'policies', 'rudderstack-web.yaml'), '# changed\n');
      await running.until(
        /^changed: spec\/policies\/rudderstack-web\.yaml\nplayed again: 2 of 2 scenarios\n[\s\S]*?exit code 0\n/m,
      );

      running.interrupt();
      expect((await running.outcome).code).toBe(0);
      expect(readdirSync(folder)).not.toContain('reports');
    });
  }, 120_000);

  test('a new file in a folder is played, and the code of the last run is that of the process', async () => {
    await withFolder(async (folder) => {
      mkdirSync(path.join(folder, 'mine'));
      writeFileSync(path.join(folder, 'mine', 'one.yaml'), rightScenario);
      const words = ['run', 'mine', '--target', 'reference:rudderstack-web', '--watch'];
      const running = startLapse(words, { cwd: folder });
      await running.until(/watching \d+ files; Ctrl\+C ends with exit code 0\n/);
      writeFileSync(path.join(folder, 'mine', 'two.yaml'), rightScenario.replace('session: first', 'session: none'));
      await running.until(/^changed: mine\/two\.yaml\nplayed again: 1 of 2 scenarios\n[\s\S]*?exit code 3\n/m);
      running.interrupt();
      expect((await running.outcome).code).toBe(3);
    });
  });

  test('wrong options are not waited for', () => {
    expect(lapse(['run', 'timeout/wthin', '--watch'])).toMatchObject({ code: 2, stdout: '' });
    expect(lapse(['run', 'timeout/within', '--watch', '--inspect'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: --inspect and --watch exclude each other\n',
    });
  });
});
