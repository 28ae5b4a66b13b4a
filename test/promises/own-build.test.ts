import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { rudderStackJsPackage } from '../../src/target/rudderstack-js/package.js';
import { withRegistry } from '../target/sdk/registry.js';
import { filesIn, lapse, lapseAside, withFolder } from './command-line.js';

const fixture = (name: string): string => path.join(packageRoot, 'test', 'fixtures', 'sdks', name);
const bundled = path.join(rudderStackJsPackage.installed(), 'dist', 'npm', 'modern', 'bundled');
const judged = ['run', 'start/late-first-event', '--as-of', '2026-11-23'];
const unreported = [...judged, '--reporter', 'none'];

/** The first line of the output: what was judged. */
const headerOf = (stdout: string): string | undefined => stdout.split('\n')[0]?.split(' · ')[1];

// The promise: a maintainer's local build is what gets judged, and the output says so.
describe('--sdk with a script', () => {
  test('judges that file, and names it by its hash when it belongs to no package', () => {
    withFolder((folder) => {
      const umd = readFileSync(path.join(bundled, 'umd', 'index.js'), 'utf8');
      // The kind of bundle that a page takes from a CDN: a global instance, and nothing is exported.
      const iife = `var rudderanalytics = (function (exports, module) {${umd};return new exports.RudderAnalytics();})({}, {});`;
      writeFileSync(path.join(folder, 'bundle.js'), iife);
      const { code, stdout, stderr } = lapse([...unreported, '--sdk', './bundle.js'], { cwd: folder });
      expect(stderr).toBe('');
      expect(headerOf(stdout)).toMatch(/^rudderstack-js sha256:[0-9a-f]{12} bundle\.js \(jsdom, executed\)$/);
      expect(stdout).toContain('verified: clock obeys by exactly 31m, wire alive; ');
      expect(code).toBe(0);
    });
  });

  test('takes its version from the package that it lies in, and writes no path into a report', () => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'dist'));
      copyFileSync(path.join(bundled, 'cjs', 'index.cjs'), path.join(folder, 'dist', 'bundle.js'));
      const manifest = JSON.stringify({ name: rudderStackJsPackage.name, version: '3.35.0-next.1' });
      writeFileSync(path.join(folder, 'package.json'), manifest);
      const { code, stdout } = lapse([...judged, '--sdk', path.join(folder, 'dist', 'bundle.js'), '--out', 'reports'], {
        cwd: folder,
      });
      expect(headerOf(stdout)).toBe('rudderstack-js 3.35.0-next.1 bundle.js (jsdom, executed)');
      expect(code).toBe(0);
      const reports = filesIn(path.join(folder, 'reports'));
      expect(JSON.parse(reports.get('report.json') ?? '').target).toMatchObject({
        subject: expect.stringMatching(/^@rudderstack\/analytics-js 3\.35\.0-next\.1, bundle\.js sha256:[0-9a-f]{12}$/),
        version: '3.35.0-next.1',
        variant: 'bundle.js',
      });
      expect([...reports.values()].filter((text) => text.includes(folder))).toEqual([]);
    });
  });

  test('prints commands that judge it again', () => {
    withFolder((folder) => {
      copyFileSync(fixture('plain.cjs'), path.join(folder, "a maintainer's.cjs"));
      const { code, stdout } = lapse([...unreported, '--sdk', "a maintainer's.cjs"], { cwd: folder });
      expect(stdout).toContain(`npx lapse run 'start/late-first-event' --sdk 'a maintainer'\\''s.cjs'\n`);
      expect(code).toBe(1);
    });
  });

  test('a script that throws is told once, and not judged', () => {
    const { code, stdout, stderr } = lapse([
      'run',
      'start/**',
      '--reporter',
      'none',
      '--sdk',
      fixture('throwing-script.cjs'),
    ]);
    expect(stderr).toBe('');
    expect(stdout.match(/this script ends here/g)).toHaveLength(1);
    expect(stdout).toContain('load failed: throwing-script.cjs threw while it was run: this script ends here');
    expect(stdout).toContain('0 fail · 12 skip · 32 untestable');
    expect(code).toBe(3);
  });
});

test('--build judges another build of the installed package', () => {
  const { code, stdout } = lapse([...unreported, '--build', 'legacy']);
  expect(headerOf(stdout)).toMatch(/^rudderstack-js [\d.]+ legacy \(jsdom, executed\)$/);
  expect(stdout).toContain('verified: clock obeys by exactly 31m, wire alive; ');
  expect(code).toBe(0);
});

describe('what cannot be judged is one line, before anything is played', () => {
  test.each([
    [['--sdk', 'empty.js'], '--sdk empty.js is empty'],
    [['--sdk', 'module.mjs'], 'module.mjs:1:1: this is an ES module'],
    [['--build', 'modren'], 'has no build "modren" (did you mean "modern"?)'],
    [['--sdk', '@rudderstack/analytics-js@3.7.0', '--offline'], 'to fetch it: npx lapse run --sdk @rudderstack'],
    [['--sdk', 'empty.js', '--target', 'reference:rudderstack-web'], 'the target reference:rudderstack-web runs none'],
  ])('%j', (words, message) => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'empty.js'), '\n');
      writeFileSync(path.join(folder, 'module.mjs'), 'export const load = 1;\n');
      const { code, stdout, stderr } = lapse([...judged, ...words], { cwd: folder, env: { LAPSE_CACHE: folder } });
      expect(stderr).toContain(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect([...filesIn(folder).keys()]).toEqual(['empty.js', 'module.mjs']);
    });
  });
});

// The promise: a published version is installed once, and then needs no network.
describe('--sdk with a published version', () => {
  const { name } = rudderStackJsPackage;
  const version = '3.0.0-fixture.1';
  const files = {
    'package.json': JSON.stringify({ name, version }),
    'dist/npm/modern/bundled/cjs/index.js': readFileSync(path.join(bundled, 'cjs', 'index.cjs'), 'utf8'),
  };

  test('is fetched by two processes at once, and found again by a third', async () => {
    await withRegistry(name, [{ version, files }], async ({ environment, fetched }) => {
      const run = (...words: string[]) => lapseAside([...unreported, ...words], { env: { ...environment } });
      const both = await Promise.all([run('--sdk', `${name}@${version}`), run('--sdk', `${name}@latest`)]);
      const third = await run('--sdk', `${name}@${version}`, '--offline');
      for (const { code, stdout, stderr } of [...both, third]) {
        expect(stderr).toBe('');
        expect(headerOf(stdout)).toBe(`rudderstack-js ${version} (jsdom, executed)`);
        expect(code).toBe(0);
      }
      expect(fetched).toHaveLength(2);
      const { code, stdout, stderr } = await run('--sdk', `${name}@3.0.1`);
      expect(stderr).toBe(`error: ${name}@3.0.1 could not be fetched: the registry has no such version\n`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
  });
});
