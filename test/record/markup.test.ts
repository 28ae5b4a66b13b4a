import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkup, visible } from '../../src/record/markup.js';

const text = fc.string({ unit: 'binary', size: 'max', maxLength: 200 });

/** What a browser makes of it. */
function decoded(markup: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] ?? '');
}

describe('a text in markup', () => {
  test('ends no element, no attribute and no script', () => {
    expect(escapeMarkup(`</script><img src=x onerror="a('b')">&amp;`)).toBe(
      '&lt;/script&gt;&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;',
    );
    fc.assert(fc.property(text, (any) => !/[<>"']/.test(escapeMarkup(any))));
  });

  test('is read as it was written, but for what nobody can see', () => {
    fc.assert(fc.property(text, (any) => decoded(escapeMarkup(any)) === visible(any)));
    expect(visible('a name, ünï-cödé, 家族 👩‍👧')).toBe('a name, ünï-cödé, 家族 👩‍👧');
  });

  test.each([
    ['what turns the line round', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['what is invisible', 'a\u200bb\ufeffc\u0000d\u001b[31m', 'a\\u200bb\\ufeffc\\u0000d\\u001b[31m'],
    ['half a pair', 'a\ud83db\udc4dc', 'a\\ud83db\\udc4dc'],
    ['a whole pair is left alone', '👍', '👍'],
    ['line ends are spaces', 'a\r\n\tb\u2028c', 'a b\\u2028c'],
  ])('%s is shown', (_, any, shown) => {
    expect(visible(any)).toBe(shown);
  });
});
