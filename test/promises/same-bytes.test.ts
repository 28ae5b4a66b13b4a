import { describe, expect, test } from 'vitest';
import { filesIn, lapse, withFolder } from './command-line.js';

const some = ['id/reading-it', 'manual/end', 'tabs/share-a-session', 'timeout/beyond', 'timeout/within'];

const reportsOf = (...options: string[]): Map<string, string> =>
  withFolder((folder) => {
    const { code, stderr } = lapse(['run', ...some, '--out', folder, '--as-of', '2026-11-23', ...options]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return filesIn(folder);
  });

// The promise: same inputs, same seed, same version, same bytes.
describe('determinism', () => {
  test('two runs with one seed write the same bytes, whatever --jobs; another seed, the same verdicts', () => {
    const once = reportsOf('--seed', '7', '--jobs', '1');
    expect(once.size).toBe(7);
    expect(reportsOf('--seed', '7', '--jobs', '3')).toEqual(once);
    // The SDK draws other random numbers.
    const other = reportsOf('--seed', '2');
    expect(other.get('messages.csv')).not.toBe(once.get('messages.csv'));
    expect(other.get('verdicts.csv')).toBe(once.get('verdicts.csv'));
  });
});
