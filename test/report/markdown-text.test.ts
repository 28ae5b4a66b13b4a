import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownText } from '../../src/report/markdown-text.js';

test('nothing in a text formats, ends a cell, links or calls anybody', () => {
  const any = fc.string({ unit: 'binary', size: 'max', maxLength: 100 });
  // All that is left of what has a meaning is the entity that stands for it.
  fc.assert(fc.property(any, (text) => !/[\\`*_[\]<>|@~!:^$\n]|&(?!#\d+;)|(?<!&)#/.test(markdownText(text))));
  expect(markdownText('a | b\n# @someone')).toBe('a &#124; b &#35; &#64;someone');
});

test('plain words are left alone, and a very long text is cut', () => {
  expect(markdownText('step 3, expected "first" (ünï) 家族')).toBe('step 3, expected "first" (ünï) 家族');
  expect(markdownText('a'.repeat(10_000)).length).toBeLessThan(540);
});
