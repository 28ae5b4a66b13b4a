import { describe, expect, test } from 'vitest';
import type { Deviation } from '../../src/spec/deviations.js';
import { benchFor, knownDeviations, overdueDeviations } from '../../src/suite/deviations.js';
import { bench } from '../judge/bench.js';
import { caseResult, verdict } from '../report/fixture.js';

function deviation(id: string, changes: Partial<Deviation> = {}): Deviation {
  const place = { file: 'x.yaml', line: 1, column: 1 };
  return {
    id,
    requirement: 'SES-TIMEOUT-003',
    scenarios: ['timeout/*'],
    reason: 'B.',
    review: '2027-01-01',
    place,
    ...changes,
  };
}

describe('benchFor', () => {
  const all = [
    deviation('always'),
    deviation('older', { versions: '<3.20.0' }),
    deviation('newer', { versions: '>=3.20.0' }),
    deviation('phones', { platform: 'mobile' }),
  ];
  const idsFor = (version: string, platform: 'web' | 'mobile' = 'web') =>
    benchFor({ ...bench, deviations: all }, { version, platform }).deviations.map(({ id }) => id);

  test('keeps what is about the version and the platform', () => {
    expect(idsFor('3.19.0')).toEqual(['always', 'older']);
    expect(idsFor('3.34.1')).toEqual(['always', 'newer']);
    expect(idsFor('3.34.1', 'mobile')).toEqual(['always', 'newer', 'phones']);
  });

  test('a build without a version is in no range', () => {
    expect(idsFor('sha256:0123456789ab')).toEqual(['always']);
  });
});

describe('knownDeviations', () => {
  const all = [
    deviation('covers'),
    deviation('gone'),
    deviation('trembles', { flaky: true }),
    deviation('quiet', { flaky: true }),
    deviation('second'),
    deviation('elsewhere', { scenarios: ['tabs/*'] }),
    deviation('other-version', { versions: '<1.0.0' }),
    deviation('other-edition', { requirement: 'SES-CUTOFF-003' }),
  ];
  const cases = [
    caseResult({
      verdicts: [
        verdict({ status: 'known', deviation: 'covers' }),
        verdict({ status: 'stale', deviation: 'gone', check: 'deviation' }),
        verdict({ status: 'flaky', deviation: 'trembles' }),
      ],
    }),
    caseResult({
      id: 'tabs/skipped',
      verdicts: [verdict({ scenario: 'tabs/skipped', status: 'skip', check: 'applicability' })],
    }),
  ];
  const onRecord = { ...bench, edition: '2022-12', deviations: all };
  const known = knownDeviations(onRecord, benchFor(onRecord, { version: '3.0.0', platform: 'web' }), cases);

  test('says what became of each', () => {
    expect(Object.fromEntries(known.map(({ id, outcome }) => [id, outcome]))).toEqual({
      covers: 'known',
      gone: 'stale',
      trembles: 'flaky',
      quiet: 'passed',
      second: 'known',
      elsewhere: 'not run',
      'other-version': 'does not apply',
      'other-edition': 'does not apply',
    });
  });

  test('only what the run was about can be overdue', () => {
    expect(overdueDeviations(known, '2027-01-01')).toEqual([]);
    expect(overdueDeviations(known, '2027-01-02').map((each) => each.deviation)).toEqual([
      'covers',
      'gone',
      'trembles',
      'quiet',
      'second',
    ]);
  });
});
