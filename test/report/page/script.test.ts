import { describe, expect, test } from 'vitest';
import { pageWindow } from '../html-fixture.js';

function opened(hash = '') {
  const window = pageWindow(true);
  const { document } = window;
  const shown = (): string[] =>
    [...document.querySelectorAll('.scenario')].filter((each) => !each.hasAttribute('hidden')).map(({ id }) => id);
  const input = (selector: string, value: string): void => {
    const field = document.querySelector<HTMLInputElement>(selector);
    if (field === null) throw new Error(`no ${selector}`);
    field.value = value;
    field.dispatchEvent(new window.Event('input', { bubbles: true }));
  };
  const click = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
  return { window, document, shown, input, click, hash };
}

const all = [
  'scenario-timeout/within',
  'scenario-timeout/beyond',
  'scenario-tabs/shared',
  'scenario-lifecycle/restart',
];

describe('the program of a page', () => {
  test('shows what differs first, says how much that is, and shows all on demand', () => {
    const { document, shown, click } = opened();
    expect(document.querySelector('.filter')?.hasAttribute('hidden')).toBe(false);
    expect(shown()).toEqual(['scenario-timeout/beyond', 'scenario-tabs/shared']);
    expect(document.getElementById('shown')?.textContent).toBe('2 of 4 scenarios shown');
    click('#all');
    expect(shown()).toEqual(all);
  });

  test('filters by section, by text and by status', () => {
    const { shown, input, click } = opened();
    click('#all');
    input('select[name=section]', 'timeout');
    expect(shown()).toEqual(['scenario-timeout/within', 'scenario-timeout/beyond']);
    input('input[name=text]', 'SES-timeout-003 BEYOND');
    expect(shown()).toEqual(['scenario-timeout/beyond']);
    click('input[value=fail]');
    expect(shown()).toEqual([]);
  });

  test('a requirement leads to its scenarios, whatever the filter was', () => {
    const { shown, click } = opened();
    click('a[data-find="SES-TIMEOUT-003"]');
    expect(shown()).toContain('scenario-timeout/within');
  });

  test('what a scenario holds is there once it is opened', () => {
    const { document, click } = opened();
    const scenario = document.getElementById('scenario-tabs/shared');
    expect(scenario?.querySelector('svg')).toBeNull();
    click('#open');
    expect(scenario?.hasAttribute('open')).toBe(true);
    expect(scenario?.querySelector('svg[role=img]')).not.toBeNull();
    expect(scenario?.querySelector('noscript')).toBeNull();
    click('#close');
    expect(document.querySelectorAll('.scenario[open]')).toHaveLength(0);
  });
});
