import { expect, test } from 'vitest';
import { quoted } from '../../src/cli/quoted.js';

test('a word is in quotes only where a shell would take it apart', () => {
  expect(['a/b-c.json', '@x/y@1.0.0', 'a b', "it's", '', 'a*'].map(quoted)).toEqual([
    'a/b-c.json',
    '@x/y@1.0.0',
    "'a b'",
    "'it'\\''s'",
    "''",
    "'a*'",
  ]);
});
