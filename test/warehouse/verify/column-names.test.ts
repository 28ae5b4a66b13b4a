import { expect, test } from 'vitest';
import { columnNames } from '../../../src/warehouse/verify/column-names.js';

const columns = { event: 'id', user: 'who', time: 'at', campaign: 'campaign', session: ['id'] };
const query = { file: 'q.sql', sql: '', table: 'events', columns };

test('the columns of the table have names that differ, also for a database that folds them', () => {
  expect(columnNames(query)).toEqual(['id', 'who', 'at', 'campaign']);
  expect(() => columnNames({ ...query, columns: { ...columns, campaign: 'WHO' } })).toThrow(
    'the columns of the table are "id", "who", "at", "WHO"; allowed: names that differ',
  );
});
