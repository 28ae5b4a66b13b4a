import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { filesIn, lapse, withFolder, withoutRealTime } from './command-line.js';

const scenario = `title: A visitor who comes back just in time goes on with the session
requirements: [SES-TIMEOUT-004]
platform: web
steps:
  - load
  - track: Product Viewed
    expect: { session: visit, start: true }
  - wait: timeout - 1ms
  - track: Product Viewed
    expect: { session: visit, start: absent }
`;

/** An engine with a fault, which stands for an SDK that has it. */
const target = 'mutant:one-millisecond-early';

const deviations = `target: ${target}
deviations:
  - id: ends-too-early
    requirement: SES-TIMEOUT-004
    scenarios: [shop/just-in-time]
    reason: The session ends one millisecond too early.
    review: 2027-03-01
`;

// The promise: a project of one's own, which says once what every command then does.
describe('a project', () => {
  test('is begun by init, which writes over nothing that is there', () => {
    withFolder((folder) => {
      const { code, stdout } = lapse(['init', '--target', target], { cwd: folder });
      expect(code).toBe(0);
      expect(stdout).toMatchInlineSnapshot(`
        "wrote lapse.config.yaml
        wrote lapse/scenarios/checkout/back-from-payment.yaml
        wrote lapse/deviations.yaml

        npx lapse validate                            checks everything that people write
        npx lapse run checkout/back-from-payment      plays the example
        npx lapse run                                 plays all, yours and those of Lapse
        "
      `);
      const config = path.join(folder, 'lapse.config.yaml');
      writeFileSync(config, 'target: rudderstack-js\n');
      const again = lapse(['init'], { cwd: folder });
      expect(again).toMatchObject({ code: 2, stdout: '' });
      expect(again.stderr.match(/is there already/g)).toHaveLength(3);
      expect(readFileSync(config, 'utf8')).toBe('target: rudderstack-js\n');
      expect(lapse(['init', '--force'], { cwd: folder }).code).toBe(0);
      expect(readFileSync(config, 'utf8')).toContain('scenarioFolders');
    });
  });

  test('runs from any of its folders, beside what is built in and with what it knows, into its own folder', () => {
    withFolder((folder) => {
      expect(lapse(['init', '--target', target], { cwd: folder }).code).toBe(0);
      const below = path.join(folder, 'src', 'web');
      mkdirSync(below, { recursive: true });
      mkdirSync(path.join(folder, 'lapse', 'scenarios', 'shop'));
      writeFileSync(path.join(folder, 'lapse', 'scenarios', 'shop', 'just-in-time.yaml'), scenario);
      writeFileSync(path.join(folder, 'lapse', 'deviations.yaml'), deviations);
      const words = ['run', 'shop/*', 'checkout/*', 'timeout/within', '--as-of', '2026-11-23'];
      const { code, stdout, stderr } = lapse(words, { cwd: below });
      expect(stderr).toBe('');
      expect(withoutRealTime(stdout).replace(packageRoot, 'lapse')).toMatchInlineSnapshot(`
        "lapse 0.1.0 · mutant:one-millisecond-early 0.1.0 (mutant, SDK not executed) · edition 2022-12 · policy announcement-web
          verified: clock obeys by exactly 31m, wire alive; 3 of 3 scenarios played, 54 checks; no SDK executed
          checkout        1 pass
          shop            1 known (ends-too-early)
          timeout         1 fail

        FAIL timeout/within · One millisecond before the timeout the session goes on
          SES-TIMEOUT-004 (MUST, announced): Events that follow each other within the timeout belong to the same session.
                        0ms ─ step 3, tab1: track "Product Viewed"
              29m 59s 999ms ─ step 4, tab1: wait 29m 59s 999ms
            ▶ 29m 59s 999ms ─ step 5, tab1: track "Product Viewed"
              expected  session "first" (1772442000000)
              observed  session 1772443799999
          also fail  expected-start: step 5: expected sessionStart absent, observed sessionStart true
          also fail  engine-opinion: step 5: the reference engine says session 1, the target session 2 with the start marker
          lapse/scenarios/timeout/within.yaml:1:1
          npx lapse run 'timeout/within' --target mutant:one-millisecond-early --policy announcement-web

          3 scenarios · 54 checks · 48 pass · 3 fail · 3 known · 1h 28m 59s 998ms of virtual time in N s
          ../../reports/lapse/verdicts.csv  sessions.csv  messages.csv  coverage.csv  run.csv  report.json  junit.xml
        "
      `);
      expect(code).toBe(1);
      const reports = filesIn(path.join(folder, 'reports', 'lapse'));
      expect([...reports.keys()]).toContain('junit.xml');
      expect([...reports.values()].filter((text) => text.includes(folder))).toEqual([]);
      // Alone, what is known is all that fails, and the command line outweighs the configuration.
      const own = lapse([...words.slice(0, 3), '--no-built-in', '--reporter', 'none', '--strict'], { cwd: folder });
      expect(own.stdout).toContain('2 scenarios · ');
      expect(own.code).toBe(0);
      expect(lapse(['list', 'shop/*', '--no-config'], { cwd: folder }).code).toBe(2);
    });
  });

  test('is told what is wrong with its configuration at the line, before anything is played or written', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'lapse.config.yaml'), 'target: rudderstak-js\nrepporters: [csv]\n');
      for (const command of ['run', 'mutants']) {
        const { code, stdout, stderr } = lapse([command], { cwd: folder });
        expect({ command, code, stdout }).toEqual({ command, code: 2, stdout: '' });
        expect(stderr).toContain('lapse.config.yaml:2:1: unknown key "repporters" (did you mean "reporters"?)');
      }
      expect([...filesIn(folder).keys()]).toEqual(['lapse.config.yaml']);
      const missing = lapse(['run', '--config', 'mine.yaml'], { cwd: folder });
      expect(missing.stderr).toBe('error: mine.yaml:1:1: the file cannot be read: it does not exist (ENOENT)\n');
    });
  });
});
