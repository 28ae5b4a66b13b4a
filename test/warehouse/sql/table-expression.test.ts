import { expect, test } from 'vitest';
import { commentLines, indented, withClause } from '../../../src/warehouse/sql/table-expression.js';

const one = { name: 'one', comment: 'The first.', body: 'SELECT 1' } as const;

test('parts are a WITH clause, with a comma after each but the last', () => {
  expect(withClause([one, { ...one, name: 'two', columns: ['a'] }])).toMatchInlineSnapshot(`
    "WITH
    -- The first.
    one AS (
      SELECT 1
    ),

    -- The first.
    two (a) AS (
      SELECT 1
    )
    "
  `);
});

test('one recursion makes all of it recursive', () => {
  expect(withClause([one, { ...one, isRecursive: true }])).toMatch(/^WITH RECURSIVE\n/);
});

test('what is only there in a run for what is new stands between the words of dbt, its comma included', () => {
  expect(withClause([{ ...one, isIncremental: true }, one])).toContain(
    '{% if is_incremental() %}\n-- The first.\none AS (\n  SELECT 1\n),\n{% endif %}\n',
  );
});

test('a comment is broken into lines, and cannot be left', () => {
  const lines = commentLines(`${'word '.repeat(60)}\nDROP TABLE a`).split('\n');
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.every((line) => line.startsWith('-- ') && line.length <= 100)).toBe(true);
});

test('what dbt reads is not indented', () => {
  expect(indented('a\n\n{% if b %}\nc')).toBe('  a\n\n{% if b %}\n  c');
});
