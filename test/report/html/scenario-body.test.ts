import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { scenarioBody } from '../../../src/report/html/scenario-body.js';
import { caseResult, runResult, verdict } from '../fixture.js';
import { htmlResult, playedCase } from '../html-fixture.js';

const run = htmlResult();
const shown = (result = playedCase('timeout/beyond', 'fail')) => JSDOM.fragment(scenarioBody(result, run));

describe('what is told of a scenario', () => {
  test('its requirement, and the witness as on a console', () => {
    expect(shown().querySelector('li')?.textContent).toBe(
      'SES-TIMEOUT-003 (MUST, documented): After the timeout a new session begins.',
    );
    expect(shown().querySelector('pre')?.textContent).toBe(
      [
        'SES-TIMEOUT-003 (MUST, documented): After the timeout a new session begins.',
        '        0ms ─ step 2, tab1: track "Product Viewed"',
        '    30m 1ms ─ step 3, tab1: wait 30m 1ms',
        '  ▶ 30m 1ms ─ step 4, tab1: track "Product Viewed"',
        '    expected  session second',
        '    observed  session "Product Viewed"',
      ].join('\n'),
    );
  });

  test('a drawing that a screen reader tells in a sentence', () => {
    expect(shown().querySelector('svg')?.getAttribute('aria-label')).toBe(
      'Timeline of timeout/beyond: 4 steps; 2 sessions expected, 2 observed; the two agree; the table that follows says the same in words',
    );
    expect(shown().querySelector('figure [role=region]')?.getAttribute('tabindex')).toBe('0');
  });

  test('what else differs, up to a number, and the checks that pass', () => {
    const many = Array.from({ length: 30 }, () => verdict({ status: 'fail', step: 3, message: 'again' }));
    const all = { ...playedCase('timeout/beyond', 'fail'), verdicts: [...many, verdict({ check: 'delivery' })] };
    const items = [...shown(all).querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(items.at(-1)).toBe('and 17 more');
    expect(shown(all).querySelector('p:last-child')?.textContent).toBe('pass: delivery');
  });

  test('a deviation leads to its reason', () => {
    const link = shown(playedCase('tabs/shared', 'known', 'never-ends')).querySelector('a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual(['#deviation-never-ends', 'never-ends']);
  });

  test('why it was not played', () => {
    const { trace: _trace, ...skipped } = caseResult({
      verdicts: [verdict({ status: 'skip', message: 'it needs a phone' })],
    });
    expect(scenarioBody(skipped, runResult())).toContain('<p>Not played: it needs a phone.</p>');
  });

  test('it never ends the element that keeps it until it is opened', () => {
    expect(scenarioBody(playedCase('timeout/beyond', 'fail', '</noscript>'), run)).not.toContain('noscript>');
  });
});
