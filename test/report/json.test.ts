import { describe, expect, it } from 'vitest';
import { statuses } from '../../src/record/verdict.js';
import { jsonReporter } from '../../src/report/json.js';
import { caseResult, coverageRow, runResult, verdict } from './fixture.js';
import { schemaErrors } from './schema-errors.js';

function report(result = runResult()) {
  return JSON.parse(jsonReporter.files(result).get('report.json') ?? '');
}

const full = runResult({
  partial: 'stopped after the first failure',
  faults: [{ scenario: 'timeout/beyond', message: 'the author and the engine contradict each other' }],
  cases: [
    caseResult({
      verdicts: statuses.map((status) => verdict({ status, relatedSteps: [0, 1], deviation: 'a-deviation' })),
    }),
    caseResult({ id: 'manual/start', verdicts: [] }),
  ],
  coverage: [coverageRow(), coverageRow({ outcome: 'not in this edition', inEdition: false, scenarios: [] })],
});

describe('report.json', () => {
  it('is what its schema says', () => {
    for (const result of [runResult(), full, runResult({ cases: [], coverage: [], probes: [] })]) {
      expect(schemaErrors('report.schema.json', report(result))).toEqual([]);
    }
  });

  it('has a schema that rejects what is not a report', () => {
    const { seed: _, ...lacking } = report(full);
    expect(schemaErrors('report.schema.json', lacking)).not.toEqual([]);
    expect(schemaErrors('report.schema.json', { ...report(full), host: 'a machine' })).not.toEqual([]);
    expect(schemaErrors('report.schema.json', { ...report(full), formatVersion: 2 })).not.toEqual([]);
  });

  it('counts the verdicts of every status, those that none has as well', () => {
    expect(report(full).totals).toEqual(Object.fromEntries(statuses.map((status) => [status, 1])));
    expect(report().totals).toEqual({ ...Object.fromEntries(statuses.map((status) => [status, 0])), pass: 1 });
  });

  it('keeps the order of cases and verdicts, and what each verdict says', () => {
    const { cases } = report(full);
    expect(cases.map(({ id }: { id: string }) => id)).toEqual(['timeout/beyond', 'manual/start']);
    expect(cases[0].verdicts.map(({ status }: { status: string }) => status)).toEqual([...statuses]);
    expect(cases[0].verdicts[3]).toEqual({
      requirement: 'SES-TIMEOUT-003',
      level: 'MUST',
      basis: 'documented',
      check: 'expected-session',
      step: 4,
      relatedSteps: [1, 2],
      status: 'known',
      expected: 'session second',
      observed: 'session second',
      message: 'the message belongs to session second',
      deviation: 'a-deviation',
    });
  });

  it('leaves out traces and the places of files', () => {
    const text = jsonReporter.files(full).get('report.json') ?? '';
    expect(text).not.toMatch(/entries|anonymousId|somewhere/);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
