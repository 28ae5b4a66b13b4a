import { describe, expect, test } from 'vitest';
import type { AuditedFinding } from '../../../src/warehouse/audit/audit.js';
import { allFindings } from '../../../src/warehouse/audit/findings/index.js';
import { failuresOf, thresholdsOf } from '../../../src/warehouse/audit/threshold.js';

function finding(id: string, count: number, verdict: AuditedFinding['verdict'] = 'found'): AuditedFinding {
  return { id, title: id, unit: 'events', verdict, why: '', count, total: 1000, causes: [], examples: [] };
}

const ids = (findings: readonly AuditedFinding[]): string[] => findings.map(({ id }) => id);

describe('what fails a pipeline', () => {
  test('is any finding, above a share if one is named', () => {
    expect(thresholdsOf(['any']).size).toBe(allFindings.length);
    const findings = [finding('late-event', 10), finding('no-user', 11), finding('id-unit', 0, 'clean')];
    expect(ids(failuresOf(findings, thresholdsOf(['any'])).above)).toEqual(['late-event', 'no-user']);
    expect(ids(failuresOf(findings, thresholdsOf(['any:0.01'])).above)).toEqual(['no-user']);
    expect(ids(failuresOf(findings, thresholdsOf(['any:1%', 'no-user:5%'])).above)).toEqual([]);
    expect(ids(failuresOf(findings, thresholdsOf(['late-event,id-unit'])).above)).toEqual(['late-event']);
    expect(ids(failuresOf(findings, thresholdsOf([])).above)).toEqual([]);
  });

  test('that was asked for by its id has to be judged', () => {
    const findings = [finding('late-event', 0, 'not judged')];
    expect(ids(failuresOf(findings, thresholdsOf(['late-event'])).notJudged)).toEqual(['late-event']);
    expect(ids(failuresOf(findings, thresholdsOf(['any'])).notJudged)).toEqual([]);
  });

  test.each([
    ['lat-event', /--fail-on has "lat-event" \(did you mean "late-event"\?\); allowed: any, /],
    ['any:2', /--fail-on has "any:2"; allowed: a share from 0 to 1 or in percent/],
    ['any:101%', /--fail-on has "any:101%"/],
    ['any:x', /--fail-on has "any:x"/],
    ['any:', /--fail-on has "any:"/],
    ['any:1:2', /--fail-on has "any:1:2"/],
  ])('is not %s', (text, message) => {
    expect(() => thresholdsOf([text])).toThrow(message);
  });
});
