import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import '../../../src/target/jsdom/late-libraries.js';
import { JSDOM } from 'jsdom';

const libraries = ['dom-selector', 'css-color', 'css-tree'];

function loaded(): string[] {
  const files = Object.keys(createRequire(import.meta.url).cache);
  return libraries.filter((name) =>
    files.some((file) => file.includes(`/node_modules/`) && file.includes(`/${name}/`)),
  );
}

// In this order, for what was loaded once stays.
describe('the libraries for selectors and styles', () => {
  const { window } = new JSDOM('<p class="a">one</p><p id="b">two</p>');
  const { document } = window;

  test('are not loaded with jsdom, nor with a page that has no use for them', () => {
    expect(document.getElementById('b')?.textContent).toBe('two');
    expect(document.getElementsByTagName('p')).toHaveLength(2);
    expect(loaded()).toEqual([]);
  });

  test('are there when selectors are used', () => {
    expect(document.querySelector('p:not(.a)')?.id).toBe('b');
    expect(document.querySelectorAll('body > p')).toHaveLength(2);
    expect(document.querySelector('#b')?.closest('body')).toBe(document.body);
    expect(document.querySelector('#b')?.matches('p.a')).toBe(false);
    expect(() => document.querySelector('p:(')).toThrow(window.DOMException);
    expect(loaded()).toContain('dom-selector');
  });

  test('are there when styles are used', () => {
    document.getElementById('b')?.setAttribute('style', 'color: red');
    const style = document.createElement('style');
    style.textContent = '@media all { .a { color: rgb(0 128 0); margin: calc(1px + 2px) } }';
    document.head.append(style);
    const [one, two] = [...document.querySelectorAll('p')].map((each) => window.getComputedStyle(each).color);
    expect([one, two]).toEqual(['rgb(0, 128, 0)', 'rgb(255, 0, 0)']);
    expect(style.sheet?.cssRules[0]?.cssText.replace(/\s+/g, ' ')).toBe(
      '@media all { .a { color: rgb(0, 128, 0); margin: calc(3px); } }',
    );
    document.body.style.backgroundColor = 'hsl(120 100% 25%)';
    expect(document.body.style.backgroundColor).toBe('rgb(0, 128, 0)');
    expect(loaded()).toEqual(libraries);
  });
});
