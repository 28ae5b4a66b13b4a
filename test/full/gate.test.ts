import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, withFolder } from '../promises/command-line.js';

const legacyModel = ['--target', 'model:rudderstack-web-legacy', '--as-of', '2026-11-23'];
const engine = ['--target', 'reference:rudderstack-web', '--as-of', '2026-11-23'];

// Whole courses of several commands each; their shorter halves are in test/promises/gate.test.ts.
const timeout = 120_000;

// The promise: an entry that nobody has explained blocks, and one that is not true any more goes.
test('deviations update is answered, and strikes out what holds', { timeout }, () => {
  withFolder((folder) => {
    const known = path.join(folder, 'known.yaml');
    const words = ['tabs/opened-in-the-middle', ...legacyModel, '--deviations', known];
    const run = () => lapse(['run', ...words, '--reporter', 'none'], { cwd: folder });
    expect(lapse(['deviations', 'update', ...words, '--dry-run'], { cwd: folder }).stdout).toContain(
      'known.yaml: 1 added, 0 removed, 0 narrowed; nothing was written',
    );
    expect(lapse(['deviations', 'update', ...words]).code).toBe(0);
    const blocked = run();
    expect(blocked.code).toBe(2);
    expect(blocked.stderr.split('\n')[0]).toContain('the reason is still a question');
    const answered = readFileSync(known, 'utf8')
      .replaceAll(/reason: .*/g, 'reason: A tab has its own copy.')
      .replaceAll(/ +link: .*\n/g, '');
    writeFileSync(known, `# Ours.\n${answered}`);
    expect(run().code).toBe(0);
    // The engine itself keeps the requirement: all of it is stale there.
    writeFileSync(known, readFileSync(known, 'utf8').replace('model:', 'reference:'));
    const fixed = words.map((word) => word.replace('model:', 'reference:'));
    expect(lapse(['run', ...fixed, '--reporter', 'none']).code).toBe(1);
    expect(lapse(['deviations', 'update', ...fixed]).code).toBe(0);
    expect(readFileSync(known, 'utf8')).toBe('# Ours.\ntarget: reference:rudderstack-web-legacy\ndeviations: []\n');
  });
});

// The promise: an update of a selection says nothing of what is not in it.
test('deviations update keeps the rest of a glob, of which only a part was played', { timeout }, () => {
  withFolder((folder) => {
    const known = path.join(folder, 'known.yaml');
    const entry = '- id: one\n  requirement: SES-TIMEOUT-003\n  reason: Why\n  review: 2027-01-01\n';
    const text = `target: reference:rudderstack-web\ndeviations:\n${entry}  scenarios: [timeout/beyond/*, timeout/within]\n`;
    writeFileSync(known, text.replace('2027-01-01', "'2027-01-01'"));
    const words = ['timeout/beyond/type=page', 'timeout/within', ...engine, '--deviations', known];
    expect(lapse(['deviations', 'update', ...words]).stdout).toContain(': 0 added, 0 removed, 1 narrowed\n');
    const after = readFileSync(known, 'utf8');
    expect(after).toContain('timeout/beyond/type=track');
    expect(after).not.toContain('timeout/beyond/type=page');
  });
});

// The promise: the exit code of a comparison is about regressions only.
test('compare tells what a new run breaks, and what it repairs', { timeout }, () => {
  withFolder((folder) => {
    const at = (name: string): string => path.join(folder, name);
    const words = ['tabs/opened-in-the-middle', '--policy', 'rudderstack-web-legacy', '--reporter', 'json'];
    lapse(['run', ...words, '--target', 'reference:rudderstack-web-legacy', '--out', at('right')]);
    lapse(['run', ...words, '--target', 'model:rudderstack-web-legacy', '--out', at('wrong')]);
    const worse = lapse(['compare', at('right'), at('wrong'), '--out', at('compared')]);
    expect(worse.stdout).toContain('  NEWLY FAILING: 1\n');
    expect(worse.code).toBe(1);
    expect(readFileSync(at('compared/compare.csv'), 'utf8').split('\n')[1]).toMatch(/^newly failing,/);
    const better = lapse(['compare', at('wrong'), at('right')]);
    expect(better.stdout).toContain('  NEWLY PASSING: 1\n');
    expect(better.code).toBe(0);
  });
});

test('a folder that cannot be written is told before anything is played', { timeout }, () => {
  // Whoever is root may write into a folder that is read-only, and nobody into a folder of the kernel.
  const words = ['run', 'timeout/beyond', ...engine, '--reporter', 'json', '--out', '/proc/lapse'];
  const { code, stdout, stderr } = lapse(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('the folder of the reports, "/proc/lapse", cannot be written');
});

/** A cache that holds the SDK that is installed, as if it had been fetched. */
function cacheOfInstalled(folder: string, name: string): { cache: string; version: string } {
  const installed = path.join(packageRoot, 'node_modules', name);
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  const entry = path.join(folder, 'cache', name, version);
  cpSync(installed, entry, { recursive: true });
  const files = readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(entry, path.join(each.parentPath, each.name)))
    .sort();
  const hashes = files.map((file) => [
    file.split(path.sep).join('/'),
    createHash('sha256')
      .update(readFileSync(path.join(entry, file)))
      .digest('hex'),
  ]);
  writeFileSync(path.join(entry, 'lapse-files.json'), JSON.stringify(Object.fromEntries(hashes)));
  return { cache: path.join(folder, 'cache'), version };
}

// The promise: an interrupted trend goes on where it ended.
test('trend plays no version twice, unless the suite is another', { timeout }, () => {
  withFolder((folder) => {
    const { cache, version } = cacheOfInstalled(folder, 'rudder-sdk-js');
    const out = path.join(folder, 'trend');
    const trend = (...scenarios: string[]) => {
      const words = ['trend', ...scenarios, '--target', 'rudderstack-js-legacy', '--versions', 'all', '--offline'];
      const { code, stdout, stderr } = lapse([...words, '--out', out], { env: { LAPSE_CACHE: cache } });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return stdout.includes(`${version} played\n`);
    };
    expect(trend('id/reading-it')).toBe(true);
    const table = readFileSync(path.join(out, 'trend.csv'), 'utf8');
    expect(table).toContain(`\n${version},SES-ID-006,conforms,`);
    expect(trend('id/reading-it')).toBe(false);
    expect(readFileSync(path.join(out, 'trend.csv'), 'utf8')).toBe(table);
    writeFileSync(path.join(out, 'versions', `${version}.json`), '{');
    expect(trend('id/reading-it')).toBe(true);
    expect(readFileSync(path.join(out, 'trend.csv'), 'utf8')).toBe(table);
    expect(trend('id/reading-it', 'timeout/beyond')).toBe(true);
  });
});
