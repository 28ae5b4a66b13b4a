import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { type PublishedPage, type PublishedTarget, publishedPage } from '../../src/report/published-page.js';

const target = (changes: Partial<PublishedTarget> = {}): PublishedTarget => ({
  target: 'rudderstack-js',
  subject: '@rudderstack/analytics-js 3.34.1',
  execution: 'jsdom, executed',
  kind: 'executed',
  edition: '2026-11',
  policy: 'rudderstack-web',
  folder: 'rudderstack-js',
  outcomes: {
    timeout: { 'SES-TIMEOUT-001': 'conforms', 'SES-TIMEOUT-003': 'deviates', 'SES-TIMEOUT-004': 'skipped' },
    tabs: { 'SES-TABS-001': 'conforms' },
    id: { 'SES-ID-001': 'skipped' },
  },
  ...changes,
});

const model = target({
  target: 'model:rudderstack-ios',
  subject: 'model of the RudderStack iOS SDK (Swift)',
  execution: 'model, SDK not executed',
  kind: 'model',
  folder: 'model-rudderstack-ios',
});

function shown(changes: Partial<PublishedPage> = {}): Document {
  const page = publishedPage({
    targets: [target(), model],
    sections: ['timeout', 'tabs', 'id'],
    sentences: new Map([['SES-TIMEOUT-003', 'After the `timeout` a new session begins.']]),
    trends: [],
    ...changes,
  });
  return new JSDOM(page.replace(/<style>.*?<\/style>/s, '')).window.document;
}

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the page of all results', () => {
  test('has a row for each target, executed ones apart from models, and a column for each section', () => {
    const rows = [...shown().querySelectorAll<HTMLTableRowElement>('.matrix tr')].map((row) =>
      [...row.cells].map(textOf),
    );
    expect(rows).toEqual([
      ['target', 'timeout', 'tabs', 'id'],
      ['SDKs that were executed'],
      ['@rudderstack/analytics-js 3.34.1● executed', '✗ 1/2', '✓ 1', '–'],
      ['Models, no SDK executed'],
      ['iOS SDK (Swift)○ model', '✗ 1/2', '✓ 1', '–'],
    ]);
  });

  test('each failure leads to its witness', () => {
    const document = shown();
    const failing = document.querySelector('.matrix a.status-fail');
    expect(failing?.getAttribute('aria-label')).toBe('1 of 2 requirements in timeout do not hold');
    const list = document.getElementById(failing?.getAttribute('href')?.slice(1) ?? '')?.nextElementSibling;
    expect(textOf(list)).toBe('≈ deviates SES-TIMEOUT-003 After the timeout a new session begins.');
    expect(list?.querySelector('a')?.getAttribute('href')).toBe(
      'rudderstack-js/witnesses.html#requirement-SES-TIMEOUT-003',
    );
  });

  test('every link within it has a place, and no id is there twice', () => {
    const document = shown({ trends: ['trend/rudderstack-js.csv'] });
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      expect(ids).toContain(link.getAttribute('href')?.slice(1));
    }
  });

  test('what was found over versions is linked where there is any', () => {
    expect(shown().getElementById('versions')).toBeNull();
    const links = [...shown({ trends: ['trend/rudderstack-js.csv'] }).querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toContain('trend/rudderstack-js.csv');
  });
});
