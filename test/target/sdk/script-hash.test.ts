import { expect, test } from 'vitest';
import { scriptHash } from '../../../src/target/sdk/script-hash.js';

test('a script has the beginning of its SHA-256, the same for its text and for its bytes', () => {
  // The digest of the empty input is widely known.
  expect(scriptHash('')).toBe('sha256:e3b0c44298fc');
  expect(scriptHash(Buffer.from('a script ä'))).toBe(scriptHash('a script ä'));
  expect(scriptHash('a script')).not.toBe(scriptHash('a script '));
});
