import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, type Outcome, withFolder, withoutRealTime } from './command-line.js';

/**
 * The promise: a bug for which nobody wrote a scenario is found by a seed, shrunk to a few steps, written down as a
 * scenario, and played first from then on.
 */
const target = ['--target', 'model:rudderstack-android', '--seed', '1'];

describe('lapse fuzz', () => {
  test('finds, shrinks and writes down a failure, which then runs like any scenario', () => {
    withFolder((folder) => {
      const play = (...words: string[]): Outcome => lapse(words, { cwd: folder });
      const found = play('fuzz', ...target, '--runs', '200');
      expect(found.stderr).toBe('');
      expect(found.code).toBe(1);
      expect(found.stdout).toMatch(/^NEW corpus\//m);
      expect(found.stdout).toMatch(/shrunk from \d+ steps to [2-8]\b/);

      const corpus = path.join(folder, 'scenarios', 'corpus');
      const files = readdirSync(corpus);
      expect(files).toHaveLength(1);
      const file = path.join('scenarios', 'corpus', files[0] ?? '');
      expect(readFileSync(path.join(folder, file), 'utf8')).toMatch(
        /^# Found by lapse fuzz in model:rudderstack-android/,
      );

      const command = /npx lapse (run .*)$/m.exec(found.stdout)?.[1] ?? '';
      const again = play(...command.split(' '), '--reporter', 'none');
      expect(again.code).toBe(1);
      expect(again.stdout).toContain('of the corpus: 1 still fail');
      // By the rules themselves it is a scenario that passes: its expectations are those of the engine.
      const reference = ['--target', 'reference:rudderstack-android', '--reporter', 'none'];
      expect(play('run', file, ...reference).code).toBe(0);

      // From now on it is known, and something else is looked for.
      const next = play('fuzz', ...target, '--runs', '200');
      expect(next.stdout).toMatch(/^ {2}of the corpus: 1 still fail\b/m);
      expect(readdirSync(corpus).length).toBeGreaterThan(1);
    });
  });

  test('the same seed finds the same, with --jobs too, and writes nothing with --no-corpus', () => {
    withFolder((folder) => {
      const words = ['fuzz', ...target, '--runs', '60', '--keep-going', '--no-corpus'];
      const one = lapse(words, { cwd: folder });
      const two = lapse([...words, '--jobs', '2'], { cwd: folder });
      expect(withoutRealTime(two.stdout)).toBe(withoutRealTime(one.stdout));
      expect(one.stdout).toContain('    # Found by lapse fuzz');
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('the reference engine keeps the laws, and does the same twice', () => {
    withFolder((folder) => {
      const words = ['fuzz', '--target', 'reference:rudderstack-web', '--runs', '150', '--twice'];
      const { code, stdout } = lapse(words, { cwd: folder });
      expect(stdout).toMatch(
        /150 timelines · 3\d\.\d steps on average · each played twice alike · \d+ of \d+ rule branches · 0 new failures/,
      );
      expect(code).toBe(0);
    });
  });

  test('what is wrong with the options is told at once', () => {
    const { code, stderr } = lapse(['fuzz', '--runs', 'many', '--steps', '1', '--time', 'soon']);
    expect(code).toBe(2);
    expect(stderr.match(/--(runs|steps|time) is/g)?.sort()).toEqual(['--runs is', '--steps is', '--time is']);
  });
});
