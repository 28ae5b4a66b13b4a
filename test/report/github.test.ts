import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/record/case.js';
import type { RunResult } from '../../src/record/run-result.js';
import { githubReporter } from '../../src/report/github.js';
import { caseResult, coverageRow, runResult, verdict } from './fixture.js';

function file(name: string, result: RunResult): string {
  return githubReporter.files(result).get(name) ?? '';
}

function failing(id: string, changes: Partial<Case> = {}, message = 'it went on') {
  const scenario = { ...caseResult({ id }).case, ...changes };
  const verdicts = [
    verdict({ scenario: id, status: 'fail', step: 0, message }),
    verdict({ scenario: id, status: 'fail', check: 'delivery' }),
  ];
  return caseResult({ case: scenario, verdicts });
}

const own = { file: 'scenarios/mine.yaml', line: 1, column: 1 };

describe('annotations', () => {
  test('stand at the step of a scenario of the repository, and at no file for one of Lapse', () => {
    const cases = [
      failing('mine', { place: own, places: [{ ...own, line: 7, column: 5 }] }),
      failing('timeout/beyond'),
      failing('installed', { place: { ...own, file: 'node_modules/lapse/scenarios/a.yaml' } }),
    ];
    expect(file('annotations.txt', runResult({ cases: [...cases, caseResult({ id: 'timeout/within' })] }))).toBe(
      [
        '::error file=scenarios/mine.yaml,line=7,col=5,title=mine%3A SES-TIMEOUT-003 fail::it went on (and 1 more check)',
        '::error title=timeout/beyond%3A SES-TIMEOUT-003 fail::it went on (and 1 more check)',
        '::error title=installed%3A SES-TIMEOUT-003 fail::it went on (and 1 more check)',
        '::error title=Lapse%3A @rudderstack/analytics-js 3.34.1 does not conform::verified: clock obeys by exactly 31m, wire alive; 4 of 4 scenarios played, 7 checks; SDK @rudderstack/analytics-js 3.34.1',
        '',
      ].join('\n'),
    );
  });

  test('are as many as are shown, and say how many there would be', () => {
    const cases = Array.from({ length: 30 }, (_, index) => failing(`timeout/${index}`));
    const lines = file('annotations.txt', runResult({ cases })).trimEnd().split('\n');
    // Ten are shown, and the last must be the one of the run.
    expect(lines).toHaveLength(10);
    expect(lines.at(-2)).toBe('::error::and 22 more; the job summary has them all');
    expect(lines.at(-1)).toMatch(/^::error title=Lapse%3A /);
    const faults = Array.from({ length: 3 }, (_, index) => ({ scenario: `a/${index}`, message: 'they contradict' }));
    const withFaults = file('annotations.txt', runResult({ cases, faults })).trimEnd().split('\n');
    expect(withFaults).toHaveLength(10);
    expect(withFaults[0]).toContain('A fault of Lapse in a/0');
  });

  test('a run that conforms is told in one notice', () => {
    expect(file('annotations.txt', runResult())).toMatch(/^::notice title=Lapse%3A \S+ 3\.34\.1 conforms::verified/);
  });

  test('no text begins another command, or ends its own', () => {
    const any = fc.oneof(
      fc.constantFrom('a\n::error::b', 'a\r\n##[error]b', 'x,file=/etc/passwd', '::stop-commands::x', '%0A::error::b'),
      fc.string({ unit: 'binary', size: 'max', maxLength: 80 }),
    );
    fc.assert(
      fc.property(any, (text) => {
        const lines = file('annotations.txt', runResult({ cases: [failing(text, { place: own }, text)] }));
        expect(lines.trimEnd().split('\n')).toHaveLength(2);
        expect(lines).toMatch(/^::error file=scenarios\/mine\.yaml,line=1,col=1,title=[^:,]*::/);
        // What is decoded is what was written.
        expect(lines.replaceAll(/%(25|3A|2C)/g, '')).not.toContain('%');
      }),
    );
  });
});

describe('the job summary and the comment', () => {
  const result = runResult({
    cases: [
      failing('timeout/beyond', {}, 'a | <b> @someone'),
      caseResult({ id: 'tabs/shared', verdicts: [verdict({ status: 'known', deviation: 'tabs-drift' })] }),
      caseResult({ id: 'timeout/within' }),
    ],
    coverage: [coverageRow(), coverageRow({ requirement: 'SES-ID-001', outcome: 'breaks' })],
  });

  test('say what was judged, the counts, and what fails', () => {
    expect(file('job-summary.md', result)).toMatchInlineSnapshot(`
      "## ❌ &#64;rudderstack/analytics-js 3.34.1 does not conform

      verified&#58; clock obeys by exactly 31m, wire alive; 3 of 3 scenarios played, 4 checks; SDK &#64;rudderstack/analytics-js 3.34.1.

      rudderstack-js (jsdom, executed) · edition 2026-11 · policy rudderstack-web

      | | fail | known | pass | all |
      | --- | ---: | ---: | ---: | ---: |
      | scenarios | 1 | 1 | 1 | 3 |
      | checks | 2 | 1 | 1 | 4 |

      1 of 2 requirements of the edition were seen to hold.

      | scenario | status | requirement | what was seen |
      | --- | --- | --- | --- |
      | timeout/beyond | fail | SES-TIMEOUT-003 | a &#124; &#60;b&#62; &#64;someone |

      <details><summary>1 known deviation</summary>

      - tabs-drift

      </details>
      "
    `);
  });

  test('the comment has a mark by which it is found again, and fits', () => {
    expect(file('comment.md', result)).toMatch(/^<!-- lapse rudderstack-js -->\n## ❌/);
    const cases = Array.from({ length: 5000 }, (_, index) => failing(`timeout/${index}`, {}, '<'.repeat(5000)));
    const comment = file('comment.md', runResult({ cases }));
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('And 4980 more scenarios.');
    expect(file('job-summary.md', runResult({ cases })).length).toBeLessThan(1_048_576);
  });

  test('a fault and a run that ended early are told', () => {
    const faults = [{ scenario: 'timeout/beyond', message: 'a contradiction' }];
    const text = file('job-summary.md', runResult({ faults, partial: 'stopped' }));
    expect(text).toContain('❓');
    expect(text).toContain('**Partial**: stopped.');
    expect(text).toContain('**A fault of Lapse** in timeout/beyond: a contradiction.');
  });
});
