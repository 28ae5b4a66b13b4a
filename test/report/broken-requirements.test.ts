import { expect, test } from 'vitest';
import type { CaseResult } from '../../src/record/run-result.js';
import { brokenRequirementLines } from '../../src/report/broken-requirements.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { caseResult, verdict } from './fixture.js';

const { byId } = loadRequirements();

/** So many scenarios that break a requirement, twice each. */
function breaking(requirement: string, count: number, status: 'fail' | 'known' = 'fail'): CaseResult[] {
  return Array.from({ length: count }, (_none, index) => {
    const id = `timeout/${requirement}-${index}`;
    const failure = verdict({ scenario: id, requirement, status });
    return caseResult({ id, verdicts: [failure, failure, verdict({ scenario: id })] });
  });
}

test('each broken requirement has a line, the one that most scenarios break first', () => {
  const cases = [...breaking('SES-START-001', 2), ...breaking('SES-TIMEOUT-003', 9), ...breaking('SES-ID-004', 2)];
  expect(brokenRequirementLines(cases, byId).join('\n')).toMatchInlineSnapshot(`
    "  13 scenarios break 3 requirements:
           9 SES-TIMEOUT-003 (MUST)   The first event after more than the timeout of inactivity opens a new session.
           2 SES-ID-004      (MUST)   Two sessions of one device have different ids.
           2 SES-START-001   (MUST)   The first message of a session, in the order of calls, carries \`sessionStart: true\`."
  `);
});

test('nothing is said of ten failures or fewer, nor of what is known', () => {
  expect(brokenRequirementLines(breaking('SES-ID-004', 10), byId)).toEqual([]);
  expect(brokenRequirementLines(breaking('SES-ID-004', 11), byId)).toHaveLength(2);
  const known = [...breaking('SES-ID-004', 10), ...breaking('SES-START-001', 10, 'known')];
  expect(brokenRequirementLines(known, byId)).toEqual([]);
});

test('of very many requirements only the first are told', () => {
  const cases = [...byId.keys()].slice(0, 23).flatMap((id) => breaking(id, 1));
  const lines = brokenRequirementLines(cases, byId);
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe('    and 3 more, in coverage.csv');
});
