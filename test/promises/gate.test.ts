import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appearing, lapse, startLapse, withFolder, withoutRealTime } from './command-line.js';
import { manyScenarios } from './many-scenarios.js';

const legacyModel = ['--target', 'model:rudderstack-web-legacy', '--as-of', '2026-11-23'];
const engine = ['--target', 'reference:rudderstack-web', '--as-of', '2026-11-23'];

const count = 1_000;

// The promise: what was split comes together as if it had not been.
test('two shards merge into the reports of one run, whatever their order', () => {
  withFolder((folder) => {
    const at = (name: string): string => path.join(folder, name);
    const words = ['timeout/**', ...legacyModel];
    const whole = lapse(['run', ...words, '--reporter', 'csv,json,junit,markdown,blob', '--out', at('whole')]);
    for (const shard of ['1/2', '2/2']) {
      lapse(['run', ...words, '--shard', shard, '--reporter', 'blob', '--out', at('blobs')]);
    }
    const blobs = readdirSync(at('blobs')).map((name) => at(`blobs/${name}`));
    expect(blobs).toHaveLength(2);
    const merge = (files: readonly string[]) => {
      const out = ['--reporter', 'csv,json,junit,markdown,blob', '--out', at('merged'), '--as-of', '2026-11-23'];
      return lapse(['merge', ...files, ...out]);
    };
    const merged = merge([...blobs].reverse());
    expect({ code: merged.code, stderr: merged.stderr }).toEqual({ code: whole.code, stderr: '' });
    for (const name of readdirSync(at('whole'))) {
      expect(readFileSync(at(`merged/${name}`), 'utf8'), name).toBe(readFileSync(at(`whole/${name}`), 'utf8'));
    }
    const refused = merge(blobs.slice(1));
    expect({ code: refused.code, stderr: refused.stderr }).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error: shard 1 of 2 is missing; allowed: the blobs of all shards
      ",
      }
    `);
  });
});

// The promise: an entry that nobody has explained blocks, and one that is not true any more goes.
test('deviations update writes questions, and strikes out what holds', () => {
  withFolder((folder) => {
    const known = path.join(folder, 'known.yaml');
    const words = ['tabs/opened-in-the-middle', ...legacyModel, '--deviations', known];
    const dry = lapse(['deviations', 'update', ...words, '--dry-run'], { cwd: folder });
    expect(dry.stdout).toMatchInlineSnapshot(`
      "+target: model:rudderstack-web-legacy
      +deviations:
      +  - id: ses-tabs-001
      +    requirement: SES-TABS-001
      +    scenarios:
      +      tabs/opened-in-the-middle: [11]
      +    checks: [engine-opinion, expected-session, expected-start]
      +    reason: "? Why is it so, and does it stay? Seen: step 11: expected session \\"first\\" (1772442000000), observed session 1772447220000"
      +    link: "? Where is it tracked? Without an address, remove this line."
      +    review: "2027-05-22"
      known.yaml: 1 added, 0 removed, 0 narrowed; nothing was written
        answer the reason and the link of each new entry; until then lapse run refuses the file
      "
    `);
    expect(readdirSync(folder)).toEqual([]);
    expect(lapse(['deviations', 'update', ...words]).code).toBe(0);
    const run = () => lapse(['run', ...words, '--reporter', 'none'], { cwd: folder });
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

// The promise: the exit code of a comparison is about regressions only.
test('compare tells what a new run breaks, and what it repairs', () => {
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

// The promise: nothing lost, nothing half-written, the right exit code.
describe('a run that ends early', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s: what is finished is in the reports, which say that they are partial', async (name, code) => {
    await withFolder(async (folder) => {
      const scenario = path.join(folder, 'many.yaml');
      writeFileSync(scenario, manyScenarios(count));
      const out = path.join(folder, 'reports');
      // The folder of the reports is made right before the first scenario is played.
      const begun = appearing(folder, 'reports');
      const running = startLapse(['run', scenario, ...engine, '--reporter', 'json,csv', '--out', out]);
      await begun;
      if (name === 'SIGINT') running.interrupt();
      else running.terminate();
      const outcome = await running.outcome;
      expect(outcome.code).toBe(code);
      expect(outcome.stdout).toContain(`PARTIAL: interrupted by ${name}, with `);
      const report: { partial: string; cases: unknown[] } = JSON.parse(
        readFileSync(path.join(out, 'report.json'), 'utf8'),
      );
      expect(report.partial).toMatch(new RegExp(`^interrupted by ${name}, with \\d+ cases not played$`));
      expect(report.cases.length).toBeLessThan(count);
      expect(report.partial).toContain(` ${count - report.cases.length} cases `);
      expect(readdirSync(out).filter((each) => each.includes('.tmp-'))).toEqual([]);
    });
  });
});

test('a folder that cannot be written, and a device that is full, are told, and leave nothing', () => {
  withFolder((folder) => {
    const words = ['run', 'timeout/beyond', ...engine, '--reporter', 'json', '--out'];
    // Whoever is root may write into a folder that is read-only, and nobody into a folder of the kernel.
    const readOnly = lapse([...words, '/proc/lapse']);
    expect({ code: readOnly.code, stdout: readOnly.stdout }).toEqual({ code: 2, stdout: '' });
    expect(readOnly.stderr).toContain('the folder of the reports, "/proc/lapse", cannot be written');
    mkdirSync(path.join(folder, 'report.json'));
    const inTheWay = lapse([...words, folder]);
    expect(inTheWay.code).toBe(3);
    expect(withoutRealTime(inTheWay.stderr)).toMatch(/^lapse failed: .*report\.json could not be written: /);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
});
