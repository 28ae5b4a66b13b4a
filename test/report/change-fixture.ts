import type { ComparedRun, ResultChange, RunComparison } from '../../src/record/result-change.js';
import type { TrendVersion } from '../../src/record/trend.js';

const seen = { requirement: 'SES-ID-001', check: 'expected-id', step: 3, message: 'step 3: another id' } as const;
export const change: ResultChange = {
  change: 'newly failing',
  scenario: 'a/one',
  requirement: 'SES-ID-001',
  now: { ...seen, status: 'fail' },
};
const run = (subject: string, ids: readonly string[]): ComparedRun => ({
  subject,
  edition: '2026-11',
  policy: 'rudderstack-web',
  scenarios: new Map(ids.map((id) => [id, []])),
});

export const comparison: RunComparison = {
  before: run('sdk 1.0.0', ['a/one', 'a/two', 'a/old']),
  now: run('sdk 1.1.0', ['a/one', 'a/two']),
  changes: [
    change,
    { ...change, change: 'changed witness', scenario: 'a/two', before: { ...seen, step: 2, status: 'known' } },
  ],
  onlyBefore: ['a/old'],
  onlyNow: [],
};

const broken = { requirement: 'SES-ID-001', verdict: 'breaks', failing: ['a/one', 'a/two'], witness: 'another | id' };
const holds = { requirement: 'SES-ID-001', verdict: 'conforms', failing: [] };
const version = (name: string, cells: TrendVersion['cells']): TrendVersion => {
  return { version: name, suite: 'sha256:0', script: 'sha256:1', cells };
};
export const versions = [version('1.0.0', [broken]), version('1.1.0', [holds])];
