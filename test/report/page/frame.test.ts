import { createHash } from 'node:crypto';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { framed } from '../../../src/report/page/frame.js';

const page = framed({
  title: 'A "title" </title><script>',
  header: '<h1>Heading</h1>',
  parts: [
    { id: 'one', heading: 'One', content: '<p>first</p>' },
    { id: 'two', heading: 'Two & three', content: '<p>second</p>' },
  ],
  skipTo: { id: 'two', words: 'Skip to two' },
  footer: 'the <end>',
  script: 'void 0;',
});
const { document } = new JSDOM(page).window;

describe('the frame of a page', () => {
  test('has its landmarks, a language and one first heading', () => {
    expect(document.documentElement.lang).toBe('en');
    expect([...document.body.children].map(({ tagName }) => tagName)).toEqual([
      'A',
      'HEADER',
      'NAV',
      'MAIN',
      'FOOTER',
      'SCRIPT',
    ]);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.title).toBe('A "title" </title><script>');
    expect(document.querySelector('footer')?.textContent).toBe('the <end>');
  });

  test('every part is named by its heading and can be reached, the chosen one first', () => {
    const [skip, ...links] = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(skip).toBe('#two');
    expect(links).toEqual(['#one', '#two']);
    for (const section of document.querySelectorAll('main > section')) {
      const id = section.getAttribute('aria-labelledby') ?? '';
      expect(document.getElementById(id)?.tagName).toBe('H2');
    }
  });

  test('asks nobody for anything, and lets only its own style and program run', () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    expect(policy).toMatch(/^default-src 'none'; /);
    for (const [kind, name] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const inline = document.querySelector(kind)?.textContent ?? '';
      const hash = createHash('sha256').update(inline).digest('base64');
      expect(policy).toContain(`${name} 'sha256-${hash}';`);
    }
    expect(document.querySelectorAll('link[href]:not([href^="data:"]), script[src], img, iframe')).toHaveLength(0);
  });

  test('is readable on a phone and in both modes', () => {
    expect(document.querySelector('meta[name=viewport]')?.getAttribute('content')).toContain('width=device-width');
    expect(page).toContain('@media (prefers-color-scheme:dark)');
  });
});
