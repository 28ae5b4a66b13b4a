import { expect, test } from 'vitest';
import { columnsOf } from '../../../src/dataset/columns.js';
import { viewOf } from '../../../src/dataset/read/views.js';
import type { Table } from '../../../src/dataset/table.js';

const table: Table = {
  name: 'sessions',
  description: '',
  columns: columnsOf<unknown>({
    session_id: ['integer', '', () => 1],
    started_at: ['timestamp', '', () => 1],
    label_cohort: ['text', '', () => ''],
    label_late: ['boolean', '', () => true],
  }),
  rowsOf: () => [],
};

test('labels lose their prefix, and timestamps are milliseconds', () => {
  expect(viewOf({ table, format: 'parquet', files: ['a.parquet', "it's.parquet"] })).toBe(
    `CREATE VIEW "sessions" AS SELECT CAST("session_id" AS VARCHAR) AS "session_id", epoch_ms("started_at") AS "start_ms", "label_cohort" AS "cohort", coalesce("label_late", false) AS "late" FROM read_parquet(['a.parquet', 'it''s.parquet'], hive_partitioning = false)`,
  );
});

test('the types of a text file are those that were declared, and never guessed', () => {
  expect(viewOf({ table, format: 'csv', files: ['a.csv'] })).toContain(
    "columns = {'session_id': 'VARCHAR', 'started_at': 'TIMESTAMP', 'label_cohort': 'VARCHAR', 'label_late': 'BOOLEAN'}",
  );
});

test('a table without a file is empty', () => {
  expect(viewOf({ table, format: 'csv', files: [] })).toMatch(
    /FROM \(SELECT CAST\(NULL AS BIGINT\) AS "session_id".* WHERE false\)$/,
  );
});
