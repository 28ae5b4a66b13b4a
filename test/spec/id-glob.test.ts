import { expect, test } from 'vitest';
import { matchesId } from '../../src/spec/id-glob.js';

test.each([
  ['timeout/beyond', 'timeout/beyond', true],
  ['timeout/*', 'timeout/beyond', true],
  ['timeout/*', 'timeout/deep/beyond', false],
  ['timeout/**', 'timeout/deep/beyond', true],
  ['**/beyond', 'beyond', true],
  ['**/beyond', 'a/b/beyond', true],
  ['**', 'a/b', true],
  ['*', 'a/b', false],
  ['timeout/be*nd', 'timeout/beyond', true],
  ['timeout/beyond', 'timeout/beyond-it', false],
  ['timeout/b.yond', 'timeout/beyond', false],
  ['timeout/beyond', 'timeout/beyond/type=page/t=0', true],
  ['timeout/*', 'timeout/beyond/type=page', true],
  ['timeout/beyond/type=page', 'timeout/beyond/type=page/t=0', true],
  ['timeout/beyond/type=page', 'timeout/beyond/type=track/t=0', false],
  ['timeout/*/*/t=0', 'timeout/beyond/type=track/t=0', true],
  ['timeout', 'timeout/beyond', false],
])('%s on %s: %s', (glob, id, expected) => {
  expect(matchesId(glob, id)).toBe(expected);
});
