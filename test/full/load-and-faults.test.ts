import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockName } from '../../src/spec/process-lock.js';
import {
  appearing,
  filesIn,
  lapse,
  lapseAside,
  startLapse,
  withFolder,
  withoutRealTime,
} from '../promises/command-line.js';
import { manyScenarios } from '../promises/many-scenarios.js';

const engine = ['--target', 'reference:rudderstack-web', '--as-of', '2026-11-23'];
const sdk = ['timeout/**', 'tabs/**', '--as-of', '2026-11-23'];

// The promise: nothing lost, nothing half-written, the right exit code, under load and fault.
describe('under load', () => {
  test('ten thousand scenarios in one run', { timeout: 600_000 }, () => {
    withFolder((folder) => {
      const scenarios = path.join(folder, 'scenarios');
      mkdirSync(scenarios);
      for (let index = 0; index < 10; index++) {
        writeFileSync(path.join(scenarios, `many-${index}.yaml`), manyScenarios(1_000));
      }
      const out = path.join(folder, 'reports');
      const { code, stdout } = lapse(['run', scenarios, ...engine, '--reporter', 'json,csv,blob', '--out', out]);
      expect(stdout).toContain('10000 scenarios');
      expect(code).toBe(0);
      const report: { cases: unknown[] } = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8'));
      expect(report.cases).toHaveLength(10_000);
      const blobs = readdirSync(out).filter((name) => name.endsWith('.blob.jsonl'));
      const merged = [
        'merge',
        ...blobs.map((name) => path.join(out, name)),
        '--reporter',
        'json',
        '--as-of',
        '2026-11-23',
      ];
      expect(lapse([...merged, '--out', path.join(folder, 'merged')]).code).toBe(0);
      expect(filesIn(path.join(folder, 'merged')).get('report.json')).toBe(filesIn(out).get('report.json'));
    });
  });

  test('eight jobs write the bytes of one', { timeout: 600_000 }, () => {
    withFolder((folder) => {
      const [one, eight] = [path.join(folder, 'one'), path.join(folder, 'eight')];
      expect(lapse(['run', ...sdk, '--jobs', '1', '--out', one]).code).toBe(0);
      expect(lapse(['run', ...sdk, '--jobs', '8', '--out', eight]).code).toBe(0);
      expect(filesIn(eight)).toEqual(filesIn(one));
    });
  });

  test('the shards of the real SDK merge into the bytes of the whole run', { timeout: 600_000 }, () => {
    withFolder((folder) => {
      const at = (name: string): string => path.join(folder, name);
      expect(lapse(['run', ...sdk, '--out', at('whole')]).code).toBe(0);
      for (const shard of ['1/3', '2/3', '3/3']) {
        const shardWords = ['--shard', shard, '--reporter', 'blob', '--out', at('blobs')];
        expect(lapse(['run', ...sdk, ...shardWords]).code).toBe(0);
      }
      const blobs = readdirSync(at('blobs')).map((name) => at(`blobs/${name}`));
      const words = ['--reporter', 'csv,json,junit', '--as-of', '2026-11-23', '--out', at('merged')];
      expect(lapse(['merge', ...blobs, ...words]).code).toBe(0);
      expect(filesIn(at('merged'))).toEqual(filesIn(at('whole')));
    });
  });
});

// So many that there is time for something to happen meanwhile.
const many = 1_000;

describe('what happens beside a run', () => {
  test('another run into the same folder is refused, and the first is whole', { timeout: 240_000 }, async () => {
    await withFolder(async (folder) => {
      const scenario = path.join(folder, 'many.yaml');
      writeFileSync(scenario, manyScenarios(many));
      const out = path.join(folder, 'out');
      const words = ['run', scenario, ...engine, '--reporter', 'csv,json', '--out'];
      expect(lapse([...words, path.join(folder, 'alone')]).code).toBe(0);
      mkdirSync(out);
      const begun = appearing(out, lockName);
      const first = startLapse([...words, out]);
      await begun;
      const second = lapse(['run', 'timeout/beyond', ...engine, '--reporter', 'csv', '--out', out]);
      expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 2, stdout: '' });
      expect(second.stderr).toMatch(/^error: process \d+ is writing into ".*"; allowed: another folder, .*\n$/);
      expect((await first.outcome).code).toBe(0);
      expect(filesIn(out)).toEqual(filesIn(path.join(folder, 'alone')));
    });
  });

  test('blobs of two shards go into one folder at a time', { timeout: 240_000 }, async () => {
    await withFolder(async (folder) => {
      const words = ['run', 'timeout/**', ...engine, '--reporter', 'blob', '--out', folder, '--shard'];
      const ends = await Promise.all([lapseAside([...words, '1/2']), lapseAside([...words, '2/2'])]);
      expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(Array(2).fill({ code: 0, stderr: '' }));
      expect([...filesIn(folder).keys()]).toEqual(['shard-1-of-2.blob.jsonl', 'shard-2-of-2.blob.jsonl']);
    });
  });

  test('what becomes of its scenarios does not matter: it has read them', { timeout: 240_000 }, async () => {
    await withFolder(async (folder) => {
      const scenarios = path.join(folder, 'scenarios');
      mkdirSync(scenarios);
      const write = (name: string): void => writeFileSync(path.join(scenarios, name), manyScenarios(many / 2));
      for (const name of ['changed.yaml', 'removed.yaml']) write(name);
      const words = ['run', scenarios, ...engine, '--reporter', 'csv,html,json,junit,github', '--out'];
      const alone = lapse([...words, path.join(folder, 'alone')]);
      const begun = appearing(folder, 'out');
      const running = startLapse([...words, path.join(folder, 'out')]);
      await begun;
      writeFileSync(path.join(scenarios, 'changed.yaml'), 'title: [');
      rmSync(path.join(scenarios, 'removed.yaml'));
      write('added.yaml');
      const { code, stdout, stderr } = await running.outcome;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(withoutRealTime(stdout)).toBe(withoutRealTime(alone.stdout).replaceAll('/alone/', '/out/'));
      expect(filesIn(path.join(folder, 'out'))).toEqual(filesIn(path.join(folder, 'alone')));
    });
  });

  test('killed while it writes, it leaves the reports of the run before', { timeout: 240_000 }, async () => {
    await withFolder(async (folder) => {
      const scenario = path.join(folder, 'many.yaml');
      writeFileSync(scenario, manyScenarios(many));
      const out = path.join(folder, 'out');
      const words = ['run', ...engine, '--reporter', 'csv,html,json', '--out', out];
      expect(lapse([...words, 'timeout/beyond']).code).toBe(0);
      const before = filesIn(out);
      const written = appearing(out, 'verdicts.csv.tmp-');
      const running = startLapse([...words, scenario]);
      await written;
      running.kill();
      expect((await running.outcome).code).toBeNull();
      const after = filesIn(out);
      const names = [...after.keys()].filter((name) => !before.has(name));
      expect(names[0]).toBe(lockName);
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) after.delete(name);
      expect(after).toEqual(before);
      // The next run is not kept from its work, and cleans up.
      expect(lapse([...words, 'timeout/beyond']).code).toBe(0);
      expect(filesIn(out)).toEqual(before);
    });
  });
});

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

describe('a disk that is full', () => {
  test.skipIf(!isRoot)('leaves the reports of the run before as they were', { timeout: 600_000 }, () => {
    const disk = mkdtempSync(path.join(tmpdir(), 'lapse-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
    } catch {
      process.stderr.write('NOT TESTED: no small disk can be mounted here\n');
      rmSync(disk, { recursive: true });
      return;
    }
    try {
      const words = ['run', ...engine, '--reporter', 'json,csv', '--out', disk];
      expect(lapse([...words, 'timeout/beyond']).code).toBe(0);
      const before = filesIn(disk);
      const { code, stderr } = lapse(words);
      expect(code).toBe(3);
      expect(stderr).toContain('could not be written: ENOSPC');
      expect(filesIn(disk)).toEqual(before);
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});
