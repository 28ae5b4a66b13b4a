import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { isSkipped } from '../languages.js';
import { lapse, withFolder } from '../promises/command-line.js';

const isWithoutJdk = isSkipped('an adapter in Java', 'java');

const example = path.join(packageRoot, 'examples', 'java');
const begun = path.join(packageRoot, 'spec', 'adapters', 'java');

function compile(into: string, files: readonly string[]): void {
  const { status, stderr } = spawnSync('javac', ['-Xlint:all', '-Werror', '-d', into, ...files], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

test('the adapter of the example in Java has 60 lines or fewer', () => {
  const lines = readFileSync(path.join(example, 'Adapter.java'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
});

// The promise: an SDK in Java is judged over a process boundary, on the web and on a phone, and its faults are found.
describe.skipIf(isWithoutJdk)('an SDK in Java', () => {
  let classes = '';

  beforeAll(() => {
    classes = mkdtempSync(path.join(tmpdir(), 'lapse-java-'));
    const files = readdirSync(example).filter((name) => name.endsWith('.java'));
    compile(classes, [...files.map((name) => path.join(example, name)), path.join(begun, 'Json.java')]);
  }, 60_000);
  afterAll(() => rmSync(classes, { recursive: true, force: true }));

  const judged = (...flags: readonly string[]) =>
    lapse([
      'run',
      '--adapter',
      `java -cp ${classes} Adapter ${flags.join(' ')}`,
      '--strict-protocol',
      '--reporter',
      'none',
    ]);

  test.each<[string, string[], number]>([
    ['the web', [], 350],
    ['a phone', ['--mobile'], 130],
  ])(
    'conforms on %s',
    (_where, flags, least) => {
      const { code, stdout, stderr } = judged(...flags);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const [, played, checks] = /(\d+) of \d+ scenarios played, (\d+) checks; SDK session-sdk-java/.exec(stdout) ?? [];
      expect(Number(played)).toBeGreaterThanOrEqual(least);
      expect(Number(checks)).toBeGreaterThan(10 * least);
      expect(stdout).toMatch(/ · 0 fail · /);
      expect(stdout).not.toMatch(/untestable/);
    },
    120_000,
  );

  test.each<[string, string[]]>([
    ['the web', []],
    ['a phone', ['--mobile']],
  ])(
    'that counts inactivity from the start of the session is found out on %s',
    (_where, flags) => {
      const { code, stdout, stderr } = judged('--count-from-start', ...flags);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('SES-TIMEOUT-012');
    },
    120_000,
  );

  test.each([[[]], [['--mobile']]])(
    'is found ready by the doctor, with the flags %j',
    (flags) => {
      const command = `java -cp ${classes} Adapter ${flags.join(' ')}`;
      const { code, stdout } = lapse(['doctor', '--adapter', command, '--strict-protocol']);
      expect(stdout).toContain('it can be judged honestly');
      expect(stdout).not.toMatch(/ not ok, /);
      expect(code).toBe(0);
    },
    120_000,
  );

  test('is replayed byte for byte', () => {
    const report = () =>
      withFolder((folder) => {
        const words = ['run', 'timeout/**', '--adapter', `java -cp ${classes} Adapter`, '--reporter', 'json'];
        expect(lapse([...words, '--out', folder]).code).toBe(0);
        return readFileSync(path.join(folder, 'report.json'), 'utf8');
      });
    expect(report()).toBe(report());
  }, 120_000);

  test('is begun with a skeleton that works up to where the SDK goes in', () => {
    withFolder((folder) => {
      expect(lapse(['init', 'adapter', '--language', 'java'], { cwd: folder }).code).toBe(0);
      const files = readdirSync(folder);
      expect(files).toEqual(['Adapter.java', 'Json.java']);
      compile(
        path.join(folder, 'build'),
        files.map((name) => path.join(folder, name)),
      );
      const doctor = ['doctor', '--adapter', 'java -cp build Adapter', '--strict-protocol'];
      const { code, stdout } = lapse(doctor, { cwd: folder });
      expect(code).toBe(3);
      expect(stdout).toMatch(/^ {4}open, clock +ok$/m);
      expect(stdout).toMatch(/^ {4}load +not ok, .*your SDK goes in here: load it in Adapter\.step/m);
    });
  }, 60_000);
});

test.skipIf(isSkipped('an adapter that is begun in Python', 'python'))(
  'an adapter that is begun in Python works up to where the SDK goes in',
  () => {
    withFolder((folder) => {
      expect(lapse(['init', 'adapter', '--language', 'python'], { cwd: folder }).code).toBe(0);
      const doctor = ['doctor', '--adapter', 'python3 adapter.py', '--strict-protocol'];
      const { code, stdout } = lapse(doctor, { cwd: folder });
      expect(code).toBe(3);
      expect(stdout).toMatch(/^ {4}open, clock +ok$/m);
      expect(stdout).toMatch(/^ {4}load +not ok, .*your SDK goes in here: load it in Adapter\.step/m);
    });
  },
  60_000,
);

test('the skeleton in TypeScript is content with the strictest checks', () => {
  const tsc = path.join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const file = path.join(packageRoot, 'spec', 'adapters', 'typescript', 'adapter.mjs');
  const options = ['--noEmit', '--allowJs', '--checkJs', '--strict', '--skipLibCheck', '--types', 'node'];
  const compiler = ['--target', 'es2023', '--module', 'nodenext', '--ignoreConfig'];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...compiler, file], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}, 60_000);

// The promise: the doctor leads from one place of a skeleton to the next.
test('a skeleton in which one place is filled in fails at the next', () => {
  withFolder((folder) => {
    expect(lapse(['init', 'adapter', '--language', 'typescript'], { cwd: folder })).toMatchObject({
      code: 0,
      stderr: '',
    });
    const file = path.join(folder, 'adapter.mjs');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/return missing\("load it.*/, 'return undefined;'));
    const { stdout } = lapse(['doctor', '--adapter', 'node adapter.mjs'], { cwd: folder });
    expect(stdout).toMatch(/^ {4}load +ok$/m);
    expect(stdout).toMatch(/^ {4}track +not ok, .*your SDK goes in here: call its track/m);
  });
});
