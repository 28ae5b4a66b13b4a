import { expect, test } from 'vitest';
import { trendVersion } from '../../src/suite/trend.js';
import { caseResult, coverageRow, runResult, verdict } from '../report/fixture.js';

test('a version has a cell for each requirement of the edition, with what fails first', () => {
  const result = runResult({
    cases: [
      caseResult({ id: 'a/one', verdicts: [verdict({ scenario: 'a/one', status: 'pass' })] }),
      caseResult({ id: 'a/two', verdicts: [verdict({ scenario: 'a/two', status: 'fail', message: 'seen first' })] }),
      caseResult({
        id: 'a/three',
        verdicts: [verdict({ scenario: 'a/three', status: 'fail', message: 'seen later' })],
      }),
    ],
  });
  const row = coverageRow({ requirement: 'SES-TIMEOUT-003', inEdition: true, outcome: 'breaks' });
  const coverage = [
    row,
    { ...row, requirement: 'SES-ID-001', outcome: 'conforms' },
    { ...row, requirement: 'SES-ID-002', inEdition: false },
  ];
  const { cells, suite, version } = trendVersion({ ...result, coverage }, 'sha256:0');
  expect({ suite, version }).toEqual({ suite: 'sha256:0', version: result.target.version });
  expect(cells).toEqual([
    { requirement: 'SES-TIMEOUT-003', verdict: 'breaks', failing: ['a/two', 'a/three'], witness: 'seen first' },
    { requirement: 'SES-ID-001', verdict: 'conforms', failing: [] },
  ]);
});

test('a scenario fails for each requirement for which its verdicts speak', () => {
  const failing = caseResult({
    id: 'a/two',
    verdicts: [verdict({ scenario: 'a/two', status: 'fail', message: 'seen' })],
  });
  const named = { ...failing.case, requirements: ['SES-TIMEOUT-003', 'SES-WIRE-003'] };
  const coverage = [coverageRow({ requirement: 'SES-WIRE-003', inEdition: true, outcome: 'breaks' })];
  const { cells } = trendVersion(runResult({ cases: [{ ...failing, case: named }], coverage }), 'sha256:0');
  expect(cells).toEqual([{ requirement: 'SES-WIRE-003', verdict: 'breaks', failing: ['a/two'], witness: 'seen' }]);
});
