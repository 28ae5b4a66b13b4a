import { JSDOM } from 'jsdom';
import type { CaseResult, RunResult } from '../../src/record/run-result.js';
import type { Status } from '../../src/record/verdict.js';
import { htmlReporter } from '../../src/report/html.js';
import { stepConducts } from '../../src/suite/step-conducts.js';
import { beyondTimeout, caseOf, load, traceOf, track } from '../judge/fixture.js';
import { caseResult, coverageRow, runResult, verdict } from './fixture.js';

/** A scenario that was played: its last message stays in the session that should have ended. */
export function playedCase(id: string, status: Status, words = 'Product Viewed'): CaseResult {
  const scenario = caseOf(
    [load, track(words), beyondTimeout, track(words)],
    { 1: { session: 'first', start: 'true' }, 3: { session: 'second' } },
    { id, section: id.split('/')[0] ?? '', title: `About ${words}` },
  );
  const trace = traceOf(scenario);
  const differs = {
    status,
    step: 3,
    relatedSteps: [1],
    observed: `session "${words}"`,
    message: `not ${words}`,
  } as const;
  return {
    ...caseResult({
      case: scenario,
      trace,
      verdicts: [
        verdict({
          scenario: id,
          ...(status === 'pass' ? {} : differs),
          ...(status === 'known' ? { deviation: words } : {}),
        }),
        verdict({ scenario: id, check: 'delivery' }),
      ],
    }),
    conducts: stepConducts(scenario.timeline, trace, trace),
  };
}

/** One scenario that holds, one that fails, one that is known to, and one that was not played. */
export function htmlResult(words = 'Product Viewed', changes: Partial<RunResult> = {}): RunResult {
  const { trace: _trace, ...skipped } = caseResult({
    id: 'lifecycle/restart',
    verdicts: [verdict({ scenario: 'lifecycle/restart', status: 'skip', message: words })],
  });
  return runResult({
    cases: [
      playedCase('timeout/within', 'pass', words),
      playedCase('timeout/beyond', 'fail', words),
      playedCase('tabs/shared', 'known', words),
      skipped,
    ],
    coverage: [
      coverageRow({ outcome: 'breaks', scenarios: ['timeout/beyond'] }),
      coverageRow({ requirement: 'SES-ID-001', section: 'id', outcome: 'conforms', scenarios: [] }),
    ],
    deviations: [
      {
        id: words,
        requirement: 'SES-TIMEOUT-003',
        reason: words,
        link: `https://docs.example/${words}`,
        review: '2027-05-31',
        outcome: 'known',
      },
    ],
    ...changes,
  });
}

export function pageText(result: RunResult = htmlResult()): string {
  return htmlReporter.files(result).get('report.html') ?? '';
}

/** The page as a browser has it: with scripts, or read by somebody who has turned them off. */
export function pageWindow(scripts: boolean, result?: RunResult) {
  // Reading the style takes most of the time, and nothing that is looked at here depends on it.
  const page = pageText(result).replace(/<style>.*?<\/style>/s, '');
  return new JSDOM(page, scripts ? { runScripts: 'dangerously' } : {}).window;
}
