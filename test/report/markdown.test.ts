import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/record/run-result.js';
import { markdownReporter } from '../../src/report/markdown.js';
import { beyondTimeout, caseOf, load, traceOf, track } from '../judge/fixture.js';
import { caseResult, coverageRow, runResult, verdict } from './fixture.js';

const long = caseOf([load, track('one'), beyondTimeout, track('two'), track('three')], {}, { id: 'timeout/long' });
const short = caseOf(
  [load, track('one'), beyondTimeout, track('two')],
  {},
  { id: 'timeout/short', title: 'A short one' },
);

const failing = { step: 3, expected: 'a new session', observed: 'session "first"' } as const;

function result(changes: Partial<RunResult> = {}): RunResult {
  return runResult({
    cases: [long, short].map((scenario) =>
      caseResult({
        case: scenario,
        trace: traceOf(scenario),
        verdicts: [
          verdict({ scenario: scenario.id, status: 'known', deviation: 'never-ends', ...failing }),
          verdict({ scenario: scenario.id, requirement: 'SES-ID-004', status: 'fail', ...failing }),
          verdict({ scenario: scenario.id }),
        ],
      }),
    ),
    coverage: [
      coverageRow({ outcome: 'deviates' }),
      coverageRow({ requirement: 'SES-ID-004', outcome: 'breaks', text: 'Ids | differ.' }),
      coverageRow({ requirement: 'SES-ID-001', outcome: 'conforms' }),
      coverageRow({ requirement: 'SES-ID-002', outcome: 'not in this edition', inEdition: false }),
    ],
    deviations: [
      {
        id: 'never-ends',
        requirement: 'SES-TIMEOUT-003',
        reason: 'The timeout is never looked at.',
        link: 'https://docs.example/sessions',
        review: '2027-05-31',
        outcome: 'known',
      },
    ],
    ...changes,
  });
}

function file(name: string, changes: Partial<RunResult> = {}): string {
  return markdownReporter.files(result(changes)).get(name) ?? '';
}

describe('summary.md', () => {
  test('says what was judged by what, the counts, and which requirements do not hold', () => {
    expect(file('summary.md')).toMatchInlineSnapshot(`
      "# rudderstack-js

      What @rudderstack/analytics-js 3.34.1 did when it was run (jsdom, executed).

      verified: clock obeys by exactly 31m, wire alive; 2 of 2 scenarios played, 6 checks; SDK @rudderstack/analytics-js 3.34.1.

      Judged by the edition 2026-11 of the requirements and, where they are silent, the policy rudderstack-web; Lapse 0.1.0, seed 1.

      | | |
      | --- | --- |
      | scenarios | 2 · 2 fail |
      | verdicts | 6 · 2 pass · 2 fail · 2 known |
      | requirements of the edition | 3 · 1 breaks · 1 conforms · 1 deviates |
      | virtual time | 0 days |

      ## Requirements that do not hold

      | requirement | level | basis | the SDK | sentence |
      | --- | --- | --- | --- | --- |
      | SES-TIMEOUT-003 | MUST | documented | deviates | After the timeout a new session begins. |
      | SES-ID-004 | MUST | documented | breaks | Ids \\| differ. |
      "
    `);
  });

  test('a model is told as such, a run that ended early and a fault as well', () => {
    const target = { ...runResult().target, subject: 'model of an SDK', environment: 'model', executed: false };
    const faults = [{ scenario: 'timeout/short', message: 'a contradiction' }];
    const text = file('summary.md', { target, partial: 'stopped after the first failure', faults });
    expect(text).toContain('What the model of an SDK says (model, SDK not executed).');
    expect(text).toContain('| according to its source |');
    expect(text).toContain('**Partial**: stopped after the first failure.');
    expect(text).toContain('**A fault of Lapse** in timeout/short: a contradiction.');
  });

  test('nothing that does not hold is told as nothing', () => {
    expect(file('summary.md', { coverage: [coverageRow()] })).toMatch(/do not hold\n\nNone\.\n$/);
  });
});

describe('deviations.md', () => {
  test('the known ones with their reason, the others by requirement, each with its smallest witness', () => {
    expect(file('deviations.md')).toMatchInlineSnapshot(`
      "# rudderstack-js

      What @rudderstack/analytics-js 3.34.1 did when it was run (jsdom, executed).

      verified: clock obeys by exactly 31m, wire alive; 2 of 2 scenarios played, 6 checks; SDK @rudderstack/analytics-js 3.34.1.

      2 differences, each with the smallest scenario that shows it. A deviation is a difference that is known and explained.

      ## never-ends

      The timeout is never looked at. See <https://docs.example/sessions>. To be reviewed by 2027-05-31.

      2 scenarios, the smallest timeout/short: A short one.

      \`\`\`text
      SES-TIMEOUT-003 (MUST, documented): After the timeout a new session begins.
              0ms ─ step 2, tab1: track "one"
          30m 1ms ─ step 3, tab1: wait 30m 1ms
        ▶ 30m 1ms ─ step 4, tab1: track "two"
          expected  a new session
          observed  session "first"
      \`\`\`

      Scenarios: timeout/long, timeout/short.

      ## SES-ID-004 (fail)

      2 scenarios, the smallest timeout/short: A short one.

      \`\`\`text
      SES-ID-004 (MUST, documented): Ids | differ.
              0ms ─ step 2, tab1: track "one"
          30m 1ms ─ step 3, tab1: wait 30m 1ms
        ▶ 30m 1ms ─ step 4, tab1: track "two"
          expected  a new session
          observed  session "first"
      \`\`\`

      Scenarios: timeout/long, timeout/short.
      "
    `);
  });

  test('nothing that differs is told as nothing', () => {
    expect(file('deviations.md', { cases: [caseResult()] })).toMatch(/\n\nNothing differs\.\n$/);
  });

  test('a fence in what an SDK sent does not end the block', () => {
    const verdicts = [verdict({ status: 'fail', expected: 'a', observed: '``` b', step: 3 })];
    const text = file('deviations.md', { cases: [caseResult({ case: short, verdicts })] });
    expect(text).toContain('````text\n');
    expect(text).toContain('\n````\n');
  });
});
