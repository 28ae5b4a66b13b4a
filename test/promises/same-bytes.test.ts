import { describe, expect, test } from 'vitest';
import { filesIn, lapse, withFolder } from './command-line.js';

const some = ['id/**', 'tabs/share-a-session', 'timeout/within'];

const reportsOf = (...options: string[]): Map<string, string> =>
  withFolder((folder) => {
    const { code, stderr } = lapse(['run', ...some, '--out', folder, '--as-of', '2026-11-23', ...options]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return filesIn(folder);
  });

// The promise: same inputs, same seed, same version, same bytes.
describe('determinism', () => {
  test('two runs with one seed write the same bytes, whatever --jobs', () => {
    const once = reportsOf('--seed', '7', '--jobs', '1');
    expect(once.size).toBe(7);
    expect(reportsOf('--seed', '7', '--jobs', '3')).toEqual(once);
  });

  test('another seed gives the SDK other random numbers, and the same verdicts', () => {
    const one = reportsOf('--seed', '1');
    const two = reportsOf('--seed', '2');
    expect(two.get('messages.csv')).not.toBe(one.get('messages.csv'));
    expect(two.get('verdicts.csv')).toBe(one.get('verdicts.csv'));
  });
});
