import { expect, test } from 'vitest';
import { defaultTables, tableNames, tablesOf } from '../../src/dataset/tables.js';
import { openGenerator, population } from '../fixtures/dataset/small-generator.mjs';

test('tables come in one order, whatever the order in which they are asked for', () => {
  const tables = tablesOf(population, { tables: ['users', 'events'], splitTables: false });
  expect(tables.map(({ name }) => name)).toEqual(['events', 'users']);
  expect(defaultTables).not.toContain('messages');
});

test('every table has its rows of a user, and a value or nothing in each column', () => {
  const user = openGenerator({ seed: 1, days: 30 }).generate(1);
  const tables = tablesOf(population, { tables: tableNames, splitTables: false });
  const counts = tables.map((table) => [table.name, table.rowsOf(user).length]);
  expect(Object.fromEntries(counts)).toEqual({
    events: user.events.length,
    sessions: user.sessions.length,
    visits: user.visits.length,
    visit_sessions: user.visitSessions.length,
    users: 1,
    messages: user.events.length,
  });
  for (const table of tables) {
    for (const row of table.rowsOf(user)) {
      for (const column of table.columns) {
        const value = column.of(row);
        const types = { text: 'string', integer: 'number', number: 'number', boolean: 'boolean', timestamp: 'number' };
        if (value !== undefined) expect(typeof value, column.name).toBe(types[column.type]);
      }
      expect(table.timeMsOf?.(row) ?? 0).toBeTypeOf('number');
    }
  }
});
