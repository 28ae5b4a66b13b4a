import { expect, test } from 'vitest';
import { compareCsv, compareJson, compareText } from '../../src/report/compare.js';
import { change, comparison } from './change-fixture.js';
import { parseCsv } from './parse-csv.js';

test('for people', () => {
  expect(compareText(comparison)).toMatchInlineSnapshot(`
    "before: sdk 1.0.0 · edition 2026-11 · policy rudderstack-web
    now:    sdk 1.1.0 · edition 2026-11 · policy rudderstack-web

      NEWLY FAILING: 1
        a/one SES-ID-001
          now: fail, expected-id: step 3: another id

      CHANGED WITNESS: 1
        a/two SES-ID-001
          before: known, expected-id: step 3: another id
          now: fail, expected-id: step 3: another id

      2 scenarios compared · 1 newly failing · 0 newly passing · 1 changed witness · 0 no longer judged
      1 scenario only before
    "
  `);
});

test('of very many changes only the first are told', () => {
  const many = { ...comparison, changes: Array.from({ length: 33 }, () => change) };
  expect(compareText(many)).toContain('    and 13 more\n');
});

test('as a table, a row for each change', () => {
  const [header, ...rows] = parseCsv(compareCsv(comparison));
  expect(header).toHaveLength(11);
  expect(rows).toEqual([
    ['newly failing', 'a/one', 'SES-ID-001', '', '', '', '', 'expected-id', '3', 'fail', 'step 3: another id'],
    [
      'changed witness',
      'a/two',
      'SES-ID-001',
      'expected-id',
      '2',
      'known',
      'step 3: another id',
      'expected-id',
      '3',
      'fail',
      'step 3: another id',
    ],
  ]);
});

test('for programs', () => {
  expect(JSON.parse(compareJson(comparison))).toEqual({
    formatVersion: 1,
    before: { subject: 'sdk 1.0.0', edition: '2026-11', policy: 'rudderstack-web', scenarios: 3 },
    now: { subject: 'sdk 1.1.0', edition: '2026-11', policy: 'rudderstack-web', scenarios: 2 },
    changes: comparison.changes,
    onlyBefore: ['a/old'],
    onlyNow: [],
  });
});
