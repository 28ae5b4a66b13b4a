import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

// The promise: one clear message on the standard error, exit code 2, no stack trace.
describe('bad input', () => {
  test.each([
    ['no command', []],
    ['unknown command', ['rum']],
    ['unknown option', ['run', 'timeout/within', '--sed', '3']],
    ['unknown target', ['run', 'timeout/within', '--target', 'rudderstack-jss']],
    ['unknown edition', ['run', 'timeout/within', '--edition', '2026']],
    ['unknown policy', ['run', 'timeout/within', '--policy', 'rudderstack-wep']],
    ['unknown reporter', ['run', 'timeout/within', '--reporter', 'cvs']],
    ['a seed that is no number', ['run', 'timeout/within', '--seed', 'many']],
    ['no jobs', ['run', 'timeout/within', '--jobs', '0']],
    ['no date', ['run', 'timeout/within', '--as-of', 'tomorrow']],
    ['a day that the calendar lacks', ['run', 'timeout/within', '--as-of', '2026-02-30']],
    ['an option without its value', ['run', 'timeout/within', '--out']],
    ['an option given twice', ['run', 'timeout/within', '--target', 'a', '--target', 'b']],
    ['nothing to explain', ['explain']],
    ['an unknown kind to list', ['list', '--what', 'bugs']],
  ])('%s', (_what, words) => {
    const { code, stdout, stderr } = lapse(words);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toMatchSnapshot();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test.each([[[]], [['--watch']]])('all errors of all options in one go %j', (more) => {
    const wrong = ['--reporter', 'cvs', '--seed', 'many', '--policy', 'rudderstack-wep', '--as-of', 'tomorrow'];
    const { code, stdout, stderr } = lapse(['run', ...wrong, '--out', '', ...more]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const named = ['reporter', 'seed', 'policy', 'as-of', 'out'];
    expect(stderr.match(/^error: .+$/gm)).toHaveLength(named.length);
    for (const name of named) expect(stderr).toMatch(new RegExp(`^error: .*${name}`, 'm'));
  });

  test('all errors of all files in one go, each with its line and column', () => {
    withFolder((folder) => {
      mkdirSync(path.join(folder, 'mine'));
      writeFileSync(
        path.join(folder, 'mine', 'one.yaml'),
        'title: One\nrequirements: [SES-TIMEOUT-03]\nplatform: web\nsteps:\n  - load\n  - trak: x\n',
      );
      writeFileSync(
        path.join(folder, 'mine', 'two.yaml'),
        'title: Two\nrequirements: [SES-TIMEOUT-003]\nplatform: web\nsteps:\n  - load\n  - wait: 5 minutes\n',
      );
      const { code, stdout, stderr } = lapse(['run', 'mine'], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatchInlineSnapshot(`
        "error: mine/one.yaml:2:16: unknown requirement "SES-TIMEOUT-03" (did you mean "SES-TIMEOUT-003"?); allowed: an id that lapse list --what requirements shows
        error: mine/one.yaml:6:5: unknown step "trak" (did you mean "track"?); allowed: load, track, page, screen, identify, group, alias, startSession, endSession, reset, getSessionId, consent, wait, sleep, setClock, timeZone, reload, navigate, restart, crash, close, background, foreground, freeze, thaw, storage, damage, network, server
        error: mine/two.yaml:6:11: "5" in the duration "5 minutes" has no unit; allowed: a number with ms, s, m, h or d
        "
      `);
    });
  });
});
