import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appearing, lapse, startLapse, withFolder, withoutRealTime } from './command-line.js';
import { manyScenarios } from './many-scenarios.js';

const legacyModel = ['--target', 'model:rudderstack-web-legacy', '--as-of', '2026-11-23'];
const engine = ['--target', 'reference:rudderstack-web', '--as-of', '2026-11-23'];

const every = ['--reporter', 'csv,html,json,junit,markdown,github,tap,badge,blob'];
const count = 1_000;

// The promise: what was split comes together as if it had not been.
test('two shards merge into the reports of one run, whatever their order', () => {
  withFolder((folder) => {
    const at = (name: string): string => path.join(folder, name);
    const words = ['timeout/**', ...legacyModel];
    const whole = lapse(['run', ...words, ...every, '--out', at('whole')]);
    for (const shard of ['1/2', '2/2']) {
      lapse(['run', ...words, '--shard', shard, '--reporter', 'blob', '--out', at('blobs')]);
    }
    const blobs = readdirSync(at('blobs')).map((name) => at(`blobs/${name}`));
    expect(blobs).toHaveLength(2);
    const merged = lapse(['merge', ...blobs.reverse(), ...every, '--out', at('merged'), '--as-of', '2026-11-23']);
    expect({ code: merged.code, stderr: merged.stderr }).toEqual({ code: whole.code, stderr: '' });
    for (const name of readdirSync(at('whole'))) {
      expect(readFileSync(at(`merged/${name}`), 'utf8'), name).toBe(readFileSync(at(`whole/${name}`), 'utf8'));
    }
  });
});

test('what a configuration says of strictness holds for shards that are put together, too', () => {
  withFolder((folder) => {
    // The model renews a session where its policy keeps it, which only a strict run minds.
    const words = ['persistence/cleared-renewed', 'timeout/within', '--target', 'model:rudderstack-web'];
    const here = { cwd: folder };
    for (const shard of ['1/2', '2/2']) lapse(['run', ...words, '--shard', shard, '--reporter', 'blob'], here);
    const blobs = [1, 2].map((number) => `reports/latest/shard-${number}-of-2.blob.jsonl`);
    const merged = () => lapse(['merge', ...blobs, '--reporter', 'none', '--as-of', '2026-11-23'], here).code;
    expect(merged()).toBe(0);
    writeFileSync(path.join(folder, 'lapse.config.yaml'), 'strict: true\n');
    expect(merged()).toBe(1);
  });
});

test('there are no more shards than scenarios', () => {
  const words = ['timeout/within', 'timeout/beyond', '--target', 'reference:rudderstack-web', '--reporter', 'none'];
  expect(lapse(['run', ...words, '--shard', '1/99'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: --shard asks for 99 parts, and there are 6 scenarios to split; allowed: at most 6 parts\n',
  });
});

// The promise: what fails now is written down with the questions that somebody has to answer. What becomes of the answers is
// in test/full/gate.test.ts.
test('deviations update writes questions', () => {
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
  });
});

test('deviations update writes nothing into a file about another target', () => {
  withFolder((folder) => {
    const known = path.join(folder, 'known.yaml');
    const text = 'target: rudderstack-js\ndeviations: []\n';
    writeFileSync(known, text);
    const words = ['tabs/opened-in-the-middle', ...legacyModel, '--deviations', 'known.yaml'];
    const { code, stderr } = lapse(['deviations', 'update', ...words], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "error: known.yaml:1:9: target is "rudderstack-js" in the file that is to say what is known of "model:rudderstack-web-legacy"; allowed: model:rudderstack-web-legacy, or a file of its own for each target
      "
    `);
    expect(readFileSync(known, 'utf8')).toBe(text);
  });
});

// The promise: nothing lost, nothing half-written, the right exit code.
describe('a run that ends early', () => {
  const signals = [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const;
  test.each(process.env.LAPSE_FULL === '1' ? signals : signals.slice(0, 1))(
    'by %s: what is finished is in the reports, which say that they are partial',
    async (name, code) => {
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
        expect(report.partial).toMatch(new RegExp(`^interrupted by ${name}, with \\d+ scenarios? not played$`));
        expect(report.cases.length).toBeLessThan(count);
        expect(report.partial).toContain(` ${count - report.cases.length} scenarios `);
        expect(readdirSync(out).filter((each) => each.includes('.tmp-'))).toEqual([]);
      });
    },
  );
});

test('a report that cannot be written is told, and leaves nothing', () => {
  withFolder((folder) => {
    const words = ['run', 'timeout/beyond', ...engine, '--reporter', 'json', '--out'];
    mkdirSync(path.join(folder, 'report.json'));
    const inTheWay = lapse([...words, folder]);
    expect(inTheWay.code).toBe(3);
    expect(withoutRealTime(inTheWay.stderr)).toMatch(/^lapse failed: .*report\.json could not be written: /);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
});
