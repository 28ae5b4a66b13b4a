import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { stepTable } from '../../../src/report/html/step-table.js';
import { caseOf, load, on, traceOf, track } from '../../judge/fixture.js';
import { caseResult, verdict } from '../fixture.js';
import { playedCase } from '../html-fixture.js';

function rows(markup: string): string[] {
  return [...JSDOM.fragment(markup).querySelectorAll('tr')].map((row) =>
    [...row.cells].map((cell) => cell.textContent).join(' | '),
  );
}

test('says in words what the drawing shows, and what is expected by hand', () => {
  const markup = stepTable(playedCase('timeout/beyond', 'fail'), verdict({ step: 3, relatedSteps: [1] }));
  expect(rows(markup)).toEqual([
    'step | time | what happens | by hand | by the engine | observed',
    '1 | 0ms | load |  |  | ',
    '2 | 0ms | track "Product Viewed" | session first · sessionStart | session 1 with the start marker | session 1 with the start marker',
    '3 | 0ms | wait 30m 1ms |  |  | ',
    '▶ 4 | 30m 1ms | track "Product Viewed" | session second | session 2 with the start marker | session 2 with the start marker',
  ]);
  const classes = [...JSDOM.fragment(markup).querySelectorAll('tbody tr')].map(({ className }) => className);
  expect(classes).toEqual(['', 'related', '', 'witness']);
});

test('names the client where there are several, and the device where those are several', () => {
  const scenario = caseOf([load, on('tab2', load), on('tab2', track('one'))]);
  expect(rows(stepTable(caseResult({ case: scenario, trace: traceOf(scenario) }), undefined))[2]).toBe(
    '2 | 0ms | tab2 | load |  |  | ',
  );
  const two = caseOf([load, on('tab1', load, 'device2')]);
  expect(rows(stepTable(caseResult({ case: two, trace: traceOf(two) }), undefined))[2]).toBe(
    '2 | 0ms | device2 tab1 | load |  |  | ',
  );
});
