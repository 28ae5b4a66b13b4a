import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, lapse, type Outcome, withFolder } from './command-line.js';

const engines = 'reference:rudderstack-web,reference:announcement-web';

/** The outcome, and the table that was written. */
function diff(...words: string[]): Outcome & { readonly table: string } {
  return withFolder((folder) => {
    const outcome = lapse(['diff', '--out', folder, ...words]);
    return { ...outcome, table: filesIn(folder).get('divergence.csv') ?? '' };
  });
}

// The promise: where targets part, in a table and in one sentence with the smallest timeline that shows it.
describe('lapse diff', () => {
  test('writes where they part, and says what tells them apart', () => {
    const { code, stdout, stderr, table } = diff('timeout/**', '--targets', engines);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      'after 30m idle in the foreground, reference:rudderstack-web keeps the session, reference:announcement-web opens a new one',
    );
    const [header, ...rows] = table.trimEnd().split('\n');
    expect(header).toBe(`scenario,step,elapsed_ms,what,aspect,${engines}`);
    expect(rows).toContain(
      'timeout/exactly-exclusive,5,1800000,"track ""Product Viewed""",session,session 1,session 2 with the start marker',
    );
  });

  test('a real SDK and the engine by its policy are one cluster where the SDK is right', () => {
    const { code, stdout, table } = diff(
      'timeout/beyond',
      'timeout/within',
      '--targets',
      'rudderstack-js,reference:rudderstack-web',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('  1 cluster of targets that behave alike');
    expect(stdout).toContain('(3.34.1, jsdom, executed)');
    expect(stdout).toContain(' agree · 0 part\n');
    expect(table.split('\n').filter((line) => line.includes(',session,'))).toEqual([]);
  });

  test('the durations are those of the first target, or of --policy', () => {
    expect(diff('timeout/beyond', '--targets', engines).stdout).toContain('durations of the policy rudderstack-web');
    const other = diff('timeout/beyond', '--targets', engines, '--policy', 'announcement-web');
    expect(other.stdout).toContain('durations of the policy announcement-web');
  });

  test('--json is one document, the same bytes every time and whatever --jobs', () => {
    const once = diff('timeout/**', '--targets', engines, '--json');
    expect(JSON.parse(once.stdout)).toMatchObject({
      policy: 'rudderstack-web',
      scenarios: { part: expect.any(Number) },
    });
    expect(diff('timeout/**', '--targets', engines, '--json', '--jobs', '3')).toEqual(once);
  });

  test('differing is no failure, unless it is asked for', () => {
    const gate = (...words: string[]): number | null =>
      diff(...words, '--targets', engines, '--fail-on-difference').code;
    expect(gate('timeout/exactly-exclusive')).toBe(1);
    expect(gate('timeout/within')).toBe(0);
  });

  test('--fuzz finds a smallest timeline that tells two apart, the same every time', () => {
    const words = ['--targets', 'reference:rudderstack-web,model:rudderstack-android', '--fuzz', '200'];
    const { code, stdout, stderr, table } = diff(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('\n  1 scenario compared · 0 agree · 1 part\n');
    expect(stdout).toMatch(/ {2}fuzz\/\d+ · shrunk from \d+ generated steps to [2-4]\n/);
    expect(stdout).toMatch(
      / {2}200 generated timelines; the smallest that tells them apart, as a scenario:\n {4}# Found/,
    );
    expect(table).toContain('\nfuzz/');
    const withoutFolder = (text: string): string => text.replace(/^.*divergence\.csv$/m, '');
    const again = diff(...words);
    expect({ ...again, stdout: withoutFolder(again.stdout) }).toEqual({
      code,
      stdout: withoutFolder(stdout),
      stderr,
      table,
    });
    expect(diff(...words, '--fail-on-difference').code).toBe(1);
    const same = diff(
      '--targets',
      'reference:rudderstack-kotlin,reference:rudderstack-swift',
      '--fuzz',
      '20',
      '--fail-on-difference',
    );
    expect(same.stdout).toBe(
      'lapse 0.1.0 · diff of reference:rudderstack-kotlin and reference:rudderstack-swift\n  20 generated timelines: no difference\n',
    );
    expect(same.code).toBe(0);
  });

  test('--fuzz takes two targets and no scenarios', () => {
    const { code, stderr } = diff('timeout/**', '--targets', engines, '--fuzz', '20');
    expect(stderr).toBe('error: --fuzz generates its timelines; allowed: --fuzz without scenarios\n');
    expect(code).toBe(2);
    expect(diff('--targets', `${engines},reference:rudderstack-ios`, '--fuzz', '20').stderr).toBe(
      'error: --fuzz tells two targets apart, and --targets names 3; allowed: two targets\n',
    );
  });

  test('bad input is told in one go, and nothing is written', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'out');
      const wrong = lapse([
        'diff',
        '--out',
        out,
        '--targets',
        'rudderstak-js,rudderstack-js,rudderstack-js',
        '--edition',
        '2020',
      ]);
      expect(wrong).toMatchObject({ code: 2, stdout: '' });
      // What is allowed are all targets that there are.
      expect(wrong.stderr.replace(/allowed: rudderstack-js, .*/, 'allowed: …')).toMatchInlineSnapshot(`
        "error: unknown target "rudderstak-js" (did you mean "rudderstack-js"?); allowed: …
        error: --targets has "rudderstack-js" twice; allowed: each target once
        error: unknown edition "2020"; allowed: 2022-12, 2026-11
        "
      `);
      expect(lapse(['diff', '--out', out]).stderr).toMatch(/^error: --targets is missing; allowed: two or more/);
      expect(lapse(['diff', '--out', out, '--targets', 'rudderstack-js']).stderr).toMatch(
        /^error: --targets is "rudderstack-js" alone/,
      );
      expect(filesIn(folder).size).toBe(0);
    });
  });
});
