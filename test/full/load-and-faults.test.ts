import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, lapse, lapseAside, withFolder } from '../promises/command-line.js';
import { manyScenarios } from '../promises/many-scenarios.js';

const engine = ['--target', 'reference:rudderstack-web', '--as-of', '2026-11-23'];
const sdk = ['timeout/**', 'tabs/**', '--as-of', '2026-11-23', '--reporter', 'csv,json,junit'];

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
        lapse(['run', ...sdk, '--shard', shard, '--reporter', 'blob', '--out', at('blobs')]);
      }
      const blobs = readdirSync(at('blobs')).map((name) => at(`blobs/${name}`));
      const words = ['--reporter', 'csv,json,junit', '--as-of', '2026-11-23', '--out', at('merged')];
      expect(lapse(['merge', ...blobs, ...words]).code).toBe(0);
      expect(filesIn(at('merged'))).toEqual(filesIn(at('whole')));
    });
  });

  test('two runs into one folder leave whole files', { timeout: 600_000 }, async () => {
    await withFolder(async (folder) => {
      const out = path.join(folder, 'out');
      const words = ['run', 'timeout/**', ...engine, '--reporter', 'csv,json', '--out'];
      const ends = await Promise.all([lapseAside([...words, out]), lapseAside([...words, out])]);
      expect(ends.map(({ code }) => code)).toEqual([0, 0]);
      expect(lapse([...words, path.join(folder, 'alone')]).code).toBe(0);
      expect(filesIn(out)).toEqual(filesIn(path.join(folder, 'alone')));
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
