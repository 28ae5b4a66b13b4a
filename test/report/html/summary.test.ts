import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../../src/record/run-result.js';
import { headerOf, summaryPart } from '../../../src/report/html/summary.js';
import { verifiedLine } from '../../../src/report/verified.js';
import { runResult } from '../fixture.js';
import { htmlResult, playedCase } from '../html-fixture.js';

const header = (result: RunResult): string => JSDOM.fragment(headerOf(result)).textContent ?? '';
const summary = (result: RunResult) => JSDOM.fragment(summaryPart(result).content);

describe('the header', () => {
  test('says what was judged, where it ran and what came of it', () => {
    expect(header(htmlResult())).toBe(
      'Session tracking of @rudderstack/analytics-js 3.34.1\nrudderstack-js · jsdom, executed\n✗ does not conform\n1 scenario fails. 1 scenario differs in ways that are listed as known.',
    );
    expect(header(runResult())).toContain('✓ conforms\n');
    const known = runResult({ cases: [playedCase('tabs/shared', 'known', 'listed')] });
    expect(header(known)).toContain('≈ conforms, but for what is known\n');
  });

  test('a model is told as such, and a run that could not judge is no result', () => {
    const target = { ...runResult().target, executed: false, environment: 'model' };
    expect(header(runResult({ target }))).toContain('No SDK was executed');
    const probes = [{ probe: 'wire', ok: false, message: 'dead' }] as const;
    expect(header(runResult({ probes, cases: [] }))).toContain('? could not be judged');
    expect(header(runResult({ probes, cases: [] }))).toContain('Nothing here may be taken for a result.');
  });
});

describe('the summary', () => {
  test('has the line of what was verified, and counts as text', () => {
    const result = htmlResult();
    expect(summary(result).querySelector('.verified')?.textContent).toBe(verifiedLine(result));
    const tiles = [...summary(result).querySelectorAll('.tiles li')].map(({ textContent }) => textContent?.trim());
    expect(tiles).toEqual([
      '4 scenarios✗ fail 1 · ≈ known 1 · ✓ pass 1 · – skip 1',
      '7 checks✗ fail 1 · ≈ known 1 · ✓ pass 4 · – skip 1',
      '1 of 2 requirements hold0 of the edition were not judged here',
      '0 virtual daysof activity were played',
    ]);
  });

  test('has a row for each section', () => {
    const rows = [...summary(htmlResult()).querySelectorAll('tbody tr')].map((row) => row.children[0]?.textContent);
    expect(rows).toEqual(['timeout', 'tabs', 'lifecycle']);
  });

  test('tells a run that ended early, and a fault of Lapse', () => {
    const faults = [{ scenario: 'timeout/beyond', message: 'a contradiction' }];
    const text = summary(runResult({ partial: 'stopped', faults, cases: [playedCase('a/b', 'pass')] })).textContent;
    expect(text).toContain('Partial: stopped.');
    expect(text).toContain('A fault of Lapse in timeout/beyond: a contradiction.');
  });
});
