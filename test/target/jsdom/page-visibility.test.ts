import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import { PageVisibility } from '../../../src/target/jsdom/page-visibility.js';

let visibility: PageVisibility;
let seen: string[];

beforeEach(() => {
  const { window } = new JSDOM('', { url: 'https://shop.example/' });
  visibility = new PageVisibility(window);
  seen = [];
  const { document } = window;
  for (const type of ['visibilitychange', 'freeze', 'resume', 'pagehide', 'pageshow']) {
    window.addEventListener(type, () => seen.push(`${type} ${document.visibilityState} ${document.hidden}`));
  }
});

describe('a page', () => {
  test('is told once when it is hidden and once when it is shown', () => {
    for (const state of ['visible', 'hidden', 'hidden', 'visible', 'visible'] as const) visibility.change(state);
    expect(seen).toEqual(['visibilitychange hidden true', 'visibilitychange visible false']);
  });

  test('is hidden before it is frozen, and shown after it has gone on', () => {
    visibility.freeze();
    visibility.thaw();
    expect(seen).toEqual([
      'visibilitychange hidden true',
      'freeze hidden true',
      'resume hidden true',
      'visibilitychange visible false',
    ]);
  });

  test('stays hidden if it was hidden when it was frozen', () => {
    visibility.change('hidden');
    visibility.freeze();
    visibility.thaw();
    expect(seen).toEqual(['visibilitychange hidden true', 'freeze hidden true', 'resume hidden true']);
  });
});
