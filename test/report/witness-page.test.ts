import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { witnessAnchor, witnessPage } from '../../src/report/witness-page.js';
import { coverageRow, runResult, verdict } from './fixture.js';
import { htmlResult, playedCase } from './html-fixture.js';

const shown = (result = htmlResult()) =>
  new JSDOM(witnessPage(result).replace(/<style>.*?<\/style>/s, '')).window.document;

test('a heading for each requirement that does not hold, with the smallest scenario that shows it', () => {
  const long = playedCase('timeout/a-long-one', 'fail');
  const steps = [...long.case.timeline.steps, ...long.case.timeline.steps];
  const cases = [
    { ...long, case: { ...long.case, timeline: { ...long.case.timeline, steps } } },
    playedCase('timeout/a-short-one', 'fail'),
    playedCase('timeout/holds', 'pass'),
  ];
  const document = shown(htmlResult('xx', { cases }));
  expect([...document.querySelectorAll('h3')].map(({ id, textContent }) => [id, textContent])).toEqual([
    [witnessAnchor('SES-TIMEOUT-003'), 'SES-TIMEOUT-003 ✗ breaks'],
  ]);
  expect([...document.querySelectorAll('.scenario .name')].map(({ textContent }) => textContent)).toEqual([
    'timeout/a-short-one',
  ]);
  expect(document.querySelectorAll('svg.lanes, pre')).toHaveLength(2);
});

test('what is known has its reason beside it, and no link leads nowhere', () => {
  const document = shown(htmlResult('never-ends', { cases: [playedCase('tabs/shared', 'known', 'never-ends')] }));
  expect(document.querySelector('h3 ~ p strong')?.textContent).toBe('never-ends');
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
  }
});

test('a requirement of another edition is none, and a target without differences has none', () => {
  const verdicts = [verdict({ status: 'fail' })];
  const cases = [{ ...playedCase('timeout/beyond', 'fail'), verdicts }];
  const document = shown(runResult({ cases, coverage: [coverageRow({ inEdition: false })] }));
  expect(document.querySelectorAll('h3')).toHaveLength(0);
  expect(document.querySelector('main')?.textContent).toContain('None was seen not to hold.');
});

test('a requirement that is only named beside another has the witness of that one', () => {
  const named = playedCase('timeout/beyond', 'fail');
  const requirements = ['SES-TIMEOUT-003', 'SES-ID-009'];
  const cases = [{ ...named, case: { ...named.case, requirements } }];
  const coverage = [coverageRow({ requirement: 'SES-ID-009', outcome: 'breaks' })];
  const document = shown(htmlResult('xx', { cases, coverage }));
  expect(document.querySelector('h3')?.id).toBe('requirement-SES-ID-009');
  expect(document.querySelectorAll('svg.lanes, pre')).toHaveLength(2);
});
