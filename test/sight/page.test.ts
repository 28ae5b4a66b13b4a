import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { describeAsPage } from '../../src/sight/page.js';
import { sights } from './sights.js';

const html = describeAsPage(sights, {
  title: 'A <shop>',
  question: 'What & why?',
  origin: 'seed 7',
  footer: 'Made of <nothing>.',
});
const { document } = new JSDOM(html).window;
const textsOf = (selector: string): (string | null)[] =>
  [...document.querySelectorAll(selector)].map((each) => each.textContent);

describe('the page', () => {
  test('stands alone: nothing is fetched, and no script is run', () => {
    expect(document.querySelectorAll('script, link, img, iframe, [src], [href]')).toHaveLength(0);
    expect(html).not.toMatch(/url\(|@import/);
  });

  test('what stands in the data is text', () => {
    expect(document.querySelector('h1')?.textContent).toBe('A <shop>');
    expect(document.querySelector('footer')?.textContent).toBe('Made of <nothing>.');
    expect(document.querySelectorAll('b')).toHaveLength(0);
    expect(textsOf('#campaigns tbody th')).toEqual(['direct', '<b>ads</b> – all', 'letter']);
  });

  test('every plot has a name and the table of its figures beside it', () => {
    const plots = [...document.querySelectorAll('svg')];
    expect(plots).toHaveLength(3);
    for (const plot of plots) {
      expect(plot.getAttribute('aria-label')?.length).toBeGreaterThan(10);
      expect(plot.closest('section')?.querySelectorAll('table thead th[scope=col]')).toHaveLength(3);
    }
  });

  test('a long table is folded in', () => {
    expect(document.querySelector('#hours details table')).not.toBeNull();
    expect(document.querySelector('#campaigns details')).toBeNull();
  });

  test('the overview is figures', () => {
    expect(textsOf('.figures dd')).toEqual(['3,000', '12.50']);
  });

  test('fits a phone and a dark room', () => {
    expect(document.querySelector('meta[name=viewport]')?.getAttribute('content')).toContain('width=device-width');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toContain('max-width:760px');
  });
});
