import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, lapse, withFolder } from './command-line.js';

const scenario = 'timeout/beyond/type=page';

// The promise: --trace shows everything that the SDK did, and changes nothing of the run.
describe('--trace', () => {
  test('prints every kind of observation, and then the verdict; it writes nothing', () => {
    withFolder((folder) => {
      const { code, stdout, stderr } = lapse(['run', '--trace', scenario], { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`trace of ${scenario}, played by rudderstack-js 3.34.1\n`);
      expect(stdout).toMatch(/^ +2 {2}0ms +tab1 +cookie +rl_session = \{"id":1772442000000,/m);
      expect(stdout).toMatch(/^ +3 {2}0ms +tab1 +call +track "Product Viewed"$/m);
      expect(stdout).toMatch(/^ +3 {2}0ms +tab1 +request +POST https:\/\/dataplane\.example\/v1\/track → 200$/m);
      expect(stdout).toMatch(/^ +4 {2}30m 1ms +tab1 +timers +[\d,]+ timers from 0ms to 30m 1ms$/m);
      expect(stdout).toMatch(
        /^ +5 {2}30m 1ms +tab1 +message +page "visitor-1" · sessionId 1772443800001 · sessionStart true$/m,
      );
      expect(stdout).toContain('  1 scenario · ');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('the reports have the same bytes as without it', () => {
    const reports = (...words: string[]) =>
      withFolder((folder) => {
        const played = ['run', 'timeout/within', 'persistence/reload', '--reporter', 'csv,json', '--out', folder];
        expect(lapse([...played, ...words]).code).toBe(0);
        return filesIn(folder);
      });
    const first = reports();
    expect(first.size).toBeGreaterThan(1);
    expect(reports('--trace', '**')).toEqual(first);
  });

  test('of several scenarios that are played, only those that it names are shown', () => {
    const words = ['run', 'timeout/within', 'timeout/configured', '--target', 'reference:rudderstack-web'];
    const { stdout } = lapse([...words, '--trace', 'timeout/with*']);
    expect(stdout.match(/^trace of .*$/gm)).toEqual([
      expect.stringContaining('trace of timeout/within, played by reference:rudderstack-web'),
    ]);
    expect(lapse([...words, '--trace', 'timeout/beyond'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'error: no scenario is selected by "timeout/beyond"\n',
    });
  });
});

const warned = `title: With a timeout of five seconds the first event has no session
requirements: [SES-START-001]
platform: web
config: { timeout: 5s }
steps:
  - load
  - track: Product Viewed
    expect: { session: none }
`;

// The promise: what the SDK said to its developer stands beside the step that caused it.
test('a failure shows the warnings of the SDK', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'warned.yaml');
    writeFileSync(file, warned);
    const { stdout } = lapse(['run', file, '--reporter', 'none']);
    const [, witness] = /^ {2}SES-START-001.*\n((?: {4}.*\n)*)/m.exec(stdout) ?? [];
    expect(witness).toMatchInlineSnapshot(`
      "      0ms ─ step 2, tab1: load (timeout 5s)
                  warn RS SDK UserSessionManager:: The session timeout value 5000 ms is less than the recommen…
          ▶ 0ms ─ step 3, tab1: track "Product Viewed"
            expected  no session
            observed  session 1772442000000
      "
    `);
  });
});
