import { expect, test } from 'vitest';
import { divergenceTable } from '../../src/report/divergence.js';
import { behaviour, compared, comparison, keeps, message, renews } from './comparison-fixture.js';
import { parseCsv } from './parse-csv.js';

test('a row for each step at which they part, and what each target did', () => {
  expect(divergenceTable(comparison())).toMatchInlineSnapshot(`
    "scenario,step,elapsed_ms,what,aspect,android,web,web-legacy
    timeout/beyond,1,0,load,log,logs nothing,logs a warning,logs a warning
    timeout/beyond,4,1800001,"track ""two""",session,session 1,session 2 with the start marker,session 2 with the start marker
    "
  `);
});

test('a target that did not play the scenario has an empty cell, one that did nothing says so', () => {
  const silent = behaviour({ 1: message(-1) });
  const [, row] = parseCsv(divergenceTable(comparison({ cases: [compared([undefined, keeps, silent])] })));
  expect(row?.slice(-3)).toEqual(['', 'session 1', 'nothing']);
});

test('what is logged has rows of its own', () => {
  const loud = { ...keeps, logs: new Map([[1, 'error' as const]]) };
  const rows = parseCsv(divergenceTable(comparison({ cases: [compared([keeps, loud, renews])] })));
  expect(rows.filter((row) => row[4] === 'log').map((row) => row.slice(-3))).toEqual([
    ['logs nothing', 'logs nothing', 'logs a warning'],
    ['logs nothing', 'logs an error', 'logs nothing'],
  ]);
});

test('a comparison without differences is a header alone', () => {
  expect(divergenceTable(comparison({ cases: [compared([keeps, keeps, keeps])] }))).toBe(
    'scenario,step,elapsed_ms,what,aspect,android,web,web-legacy\n',
  );
});
