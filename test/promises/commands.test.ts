import { describe, expect, test } from 'vitest';
import { lapse } from './command-line.js';

// The promise: the commands that play nothing show what there is.
describe('commands', () => {
  test('--help shows the commands, examples and exit codes', () => {
    const { code, stdout, stderr } = lapse(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot();
  });

  test('run --help shows every option', () => {
    expect(lapse(['run', '--help']).stdout).toMatchInlineSnapshot();
  });

  test('--version', () => {
    expect(lapse(['--version']).stdout).toBe('0.1.0\n');
  });

  test('list, for people and for programs', () => {
    const people = lapse(['list', 'timeout/exactly-*']);
    expect(people.stdout).toMatchInlineSnapshot();
    const programs: { id: string; requirements: string[] }[] = JSON.parse(lapse(['list', 'timeout/**', '--json']).stdout);
    expect(programs.map(({ id }) => id)).toContain('timeout/beyond');
    expect(programs.every(({ requirements }) => requirements.length > 0)).toBe(true);
  });

  test('list --what shows the other things that there are', () => {
    expect(lapse(['list', '--what', 'targets']).stdout).toMatchInlineSnapshot();
    expect(lapse(['list', '--what', 'checks']).stdout.trimEnd().split('\n')).toHaveLength(17);
    expect(lapse(['list', '--what', 'requirements']).stdout.trimEnd().split('\n').length).toBeGreaterThan(100);
  });

  test('explain draws a timeline with its sessions', () => {
    expect(lapse(['explain', 'timeout/beyond']).stdout).toMatchInlineSnapshot();
  });

  test('validate counts what it has checked', () => {
    const { code, stdout } = lapse(['validate']);
    expect(stdout).toMatch(/^valid: \d+ scenario files with \d+ scenarios, \d+ requirements, \d+ policies, \d+ deviations of rudderstack-js\n$/);
    expect(code).toBe(0);
  });

  test('coverage: every requirement of both editions is tested, or excluded with a reason', () => {
    for (const edition of ['2022-12', '2026-11']) {
      const { code, stdout } = lapse(['coverage', '--edition', edition, '--strict']);
      expect(stdout).toContain(' 0 untested, ');
      expect(code).toBe(0);
    }
  });

  test('colour only where it is wanted', () => {
    const escape = String.fromCharCode(27);
    const words = ['run', 'timeout/within', '--target', 'reference:rudderstack-web', '--reporter', 'none'];
    expect(lapse(words).stdout).not.toContain(escape);
    expect(lapse(words, { env: { FORCE_COLOR: '1' } }).stdout).toContain(escape);
    expect(lapse(words, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(escape);
  });
});
