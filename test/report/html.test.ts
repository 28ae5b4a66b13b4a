import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { htmlResult, pageText, pageWindow } from './html-fixture.js';

/** The elements of a page in their order, each with the names of its attributes. */
function skeleton(page: string): string[] {
  // The style is the same in all of them, and reading it takes most of the time.
  const { document } = new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window;
  return [...document.querySelectorAll('*')].map(
    ({ tagName, attributes }) => `${tagName} ${[...attributes].map(({ name }) => name).join(' ')}`,
  );
}

const hostile = fc.oneof(
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '</noscript></details><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    '<!-- --> ]]> <![CDATA[',
    '</title></style></svg>',
    'a\u202eb\u0000c\ud800',
    'javascript:alert(1)',
    '&lt;script&gt;',
  ),
  fc.string({ unit: 'binary', size: 'max', minLength: 1, maxLength: 60 }),
);

describe('the page of a run', () => {
  const plain = skeleton(pageText(htmlResult('xx')));

  test('nothing that an SDK sent and nobody who wrote a scenario can change what it is made of', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        // A text of spaces alone is drawn as none.
        expect(skeleton(pageText(htmlResult(`x${words.replaceAll('`', '')}x`)))).toEqual(plain);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('shows none of what cannot be seen, or turns the line round', () => {
    const page = pageText(htmlResult('a\u202eb\u0000c\u200b'));
    for (const unseen of ['\u0000', '\u200b', '\u202e']) expect(page.includes(unseen)).toBe(false);
    expect(page).toContain('a\\u202eb\\u0000c\\u200b');
  });

  test('is the same bytes for the same run', () => {
    expect(pageText(htmlResult())).toBe(pageText(htmlResult()));
  });

  test('without a program all of it can be read', () => {
    const { document } = pageWindow(false);
    expect(document.querySelectorAll('.scenario svg[role=img]')).toHaveLength(3);
    expect(document.querySelectorAll('.scenario table')).toHaveLength(3);
    expect(document.querySelector('.filter')?.hasAttribute('hidden')).toBe(true);
  });

  test('every table has headings with a scope, every link within it a place', () => {
    const { document } = pageWindow(false);
    for (const heading of document.querySelectorAll('th')) expect(heading.getAttribute('scope')).toMatch(/^(row|col)$/);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.getAttribute('href')?.slice(1) ?? '');
      expect(document.getElementById(id), id).not.toBeNull();
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('no heading skips a level', () => {
    const { document } = pageWindow(false);
    const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]));
    for (const [index, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    expect(levels[0]).toBe(1);
  });
});
