import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { scenariosPart } from '../../../src/report/html/scenarios.js';
import { caseResult, runResult } from '../fixture.js';
import { htmlResult, playedCase } from '../html-fixture.js';

const shown = (result = htmlResult()) => JSDOM.fragment(scenariosPart(result).content);

describe('the list of scenarios', () => {
  test('has all of them by their section, each with its status, title and id', () => {
    expect([...shown().querySelectorAll('.group > h3')].map(({ textContent }) => textContent)).toEqual([
      'timeout',
      'tabs',
      'lifecycle',
    ]);
    expect([...shown().querySelectorAll('summary')].slice(1, 3).map(({ textContent }) => textContent)).toEqual([
      '✓ pass About Product Viewed timeout/within',
      '✗ fail About Product Viewed timeout/beyond',
    ]);
  });

  test('what fails is open, up to a number', () => {
    expect([...shown().querySelectorAll('details[open]')].map(({ id }) => id)).toEqual(['scenario-timeout/beyond']);
    const many = Array.from({ length: 9 }, (_, index) => playedCase(`timeout/${index}`, 'fail'));
    expect(shown(runResult({ cases: many })).querySelectorAll('details[open]')).toHaveLength(5);
  });

  test('the filter has the statuses that there are, and hides what is quiet only where something is not', () => {
    const boxes = (result = htmlResult()): [string, boolean][] =>
      [...shown(result).querySelectorAll<HTMLInputElement>('input[type=checkbox]')].map((box) => [
        box.value,
        box.checked,
      ]);
    expect(boxes()).toEqual([
      ['fail', true],
      ['known', true],
      ['pass', false],
      ['skip', false],
    ]);
    expect(boxes(runResult())).toEqual([['pass', true]]);
  });

  test('beyond a number, those that pass are only listed', () => {
    const cases = [
      ...Array.from({ length: 3000 }, (_, index) => caseResult({ id: `timeout/${index}` })),
      playedCase('timeout/last', 'fail'),
    ];
    const { content } = scenariosPart(runResult({ cases }));
    expect(content.match(/Not drawn/g)).toHaveLength(1);
    expect(content.match(/<svg class="lanes"/g)).toHaveLength(1);
  });
});
