import { expect, test } from 'vitest';
import { defaultTables, tableNames, tablesOf } from '../../src/dataset/tables.js';
import { population, userGenerator } from '../fixtures/dataset/small-generator.mjs';
import { shopWithDirt, usersOf } from './users.js';

test('tables come in one order, whatever the order in which they are asked for', () => {
  const tables = tablesOf(population, { tables: ['users', 'events'], splitTables: false });
  expect(tables.map(({ name }) => name)).toEqual(['events', 'users']);
  expect(defaultTables).not.toContain('messages');
});

test('every table has its rows of a user, and a value or nothing in each column', () => {
  const user = userGenerator(population, { seed: 1, days: 30 })(1);
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

test('everyone who does anything has a row among the users, and one only: whoever shares a device as well', () => {
  const shop = shopWithDirt('sharedDevice: { share: 0.5 }');
  const made = usersOf(shop, 60);
  const personsIn = (name: (typeof tableNames)[number]): unknown[] =>
    tablesOf(shop, { tables: [name], splitTables: false }).flatMap((table) => {
      const person = table.columns.find((column) => column.name === 'label_person');
      return made.flatMap((user) => table.rowsOf(user).map((row) => person?.of(row)));
    });
  const persons = personsIn('users');
  expect(persons.length).toBeGreaterThan(made.length);
  expect(new Set(persons).size).toBe(persons.length);
  for (const name of ['events', 'sessions', 'visits'] as const) {
    const active = new Set(personsIn(name));
    expect(active.size).toBeGreaterThan(made.length / 2);
    expect(
      [...active].filter((person) => !persons.includes(person)),
      name,
    ).toEqual([]);
  }
});
