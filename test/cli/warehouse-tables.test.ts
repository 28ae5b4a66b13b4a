import { expect, test } from 'vitest';
import { auditCsv, whatIfCsv } from '../../src/cli/warehouse-tables.js';

const finding = {
  id: 'unmarked-session',
  title: 'sessions without a start marker',
  unit: 'sessions',
  total: 8,
  causes: [],
} as const;

test('what was not judged has no count, and what was not found has none but zero', () => {
  const found = { ...finding, verdict: 'found', count: 2, examples: [], why: '' } as const;
  const rows = [
    found,
    { ...found, verdict: 'clean', count: 0 },
    { ...found, verdict: 'not judged', count: 0 },
  ] as const;
  expect(auditCsv(rows).split('\n').slice(1, 4)).toMatchInlineSnapshot(`
    [
      "unmarked-session,sessions without a start marker,found,2,0.25,sessions,8,,,,",
      "unmarked-session,sessions without a start marker,clean,0,0,sessions,8,,,,",
      "unmarked-session,sessions without a start marker,not judged,,,sessions,8,,,,",
    ]
  `);
});

test('durations stay undefined where there are no sessions', () => {
  const of = { timeoutMs: 1_800_000, scope: 'campaign', name: '', bounces: 1, conversions: 3, converting: 2 } as const;
  const outcomes = [
    { ...of, sessions: 4, meanMs: 1000.4, medianMs: 20.5 },
    { ...of, sessions: 0, meanMs: undefined, medianMs: undefined, bounces: 0, conversions: 0, converting: 0 },
  ];
  expect(whatIfCsv(outcomes).split('\n').slice(1, 3)).toMatchInlineSnapshot(`
    [
      "30m,1800000,campaign,(no campaign),4,1000,20.5,0.25,3,2,1,0.75",
      "30m,1800000,campaign,(no campaign),0,,,,0,0,0,",
    ]
  `);
});
