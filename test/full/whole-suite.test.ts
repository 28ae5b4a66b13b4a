import { describe, expect, test } from 'vitest';
import { filesIn, lapse, withFolder } from '../promises/command-line.js';

const runWhole = (...options: string[]): { code: number | null; files: Map<string, string> } =>
  withFolder((folder) => {
    const { code } = lapse(['run', '--out', folder, '--as-of', '2026-11-23', ...options]);
    return { code, files: filesIn(folder) };
  });

// Too long for every change, and run before one is called done.
describe.each([
  ['rudderstack-js', '2022-12'],
  ['rudderstack-js', '2026-11'],
  ['rudderstack-js-legacy', '2022-12'],
  ['rudderstack-js-legacy', '2026-11'],
])('the whole suite against %s, edition %s', (target, edition) => {
  test('ends well, and writes the same bytes with one job and with two', { timeout: 600_000 }, () => {
    const options = ['--target', target, '--edition', edition];
    const one = runWhole(...options, '--jobs', '1');
    const two = runWhole(...options, '--jobs', '2');
    expect(one.code).toBe(0);
    expect(one.files.size).toBe(7);
    expect(two).toEqual(one);
  });
});
