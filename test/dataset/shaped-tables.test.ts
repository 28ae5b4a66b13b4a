import { expect, test } from 'vitest';
import { shapedTables } from '../../src/dataset/shaped-tables.js';
import { population } from '../fixtures/dataset/small-generator.mjs';

test('tables have the columns that are asked for, in their own order, and go if they have none', () => {
  const shape = { tables: ['events', 'users', 'visits'], splitTables: false } as const;
  const tables = shapedTables(population, { ...shape, columns: ['user_id', 'message_id', 'label_bot'] });
  expect(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual([
    ['events', ['message_id', 'user_id', 'label_bot']],
    ['users', ['user_id', 'label_bot']],
  ]);
  expect(shapedTables(population, { ...shape, columns: undefined })).toHaveLength(3);
});
