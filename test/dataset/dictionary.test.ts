import { expect, test } from 'vitest';
import { dictionaryCsv, dictionaryMarkdown } from '../../src/dataset/dictionary.js';
import { tablesOf } from '../../src/dataset/tables.js';
import { population } from '../fixtures/dataset/small-generator.mjs';

const tables = tablesOf(population, { tables: ['events', 'visit_sessions'], splitTables: false });

test('every column of every table has a row', () => {
  const lines = dictionaryCsv(tables).trimEnd().split('\n');
  expect(lines).toHaveLength(1 + tables.reduce((sum, { columns }) => sum + columns.length, 0));
  expect(lines[0]).toBe('table,column,type,parquet_type,description');
  expect(lines.at(-1)).toBe('visit_sessions,events,integer,BIGINT,How many events are in both');
});

test('the same to be read', () => {
  const text = dictionaryMarkdown(tables.slice(1));
  expect(text).toContain('## visit_sessions\n\nWhich part of a visit became which session.\n');
  expect(text).toContain('| `visit_id` | text | Id of the visit |');
});
