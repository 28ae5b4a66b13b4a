import { expect, test } from 'vitest';
import { warehouseTables } from '../../src/dataset/warehouse-tables.js';
import { openGenerator, population } from '../fixtures/dataset/small-generator.mjs';

const tables = warehouseTables(population, new Set(['search']));
const columnsOf = (table: string): string[] =>
  tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];

test('there is a table for each type and for each event of a track', () => {
  // An event may be called like another table.
  expect(tables.map(({ name }) => name)).toEqual([
    'tracks',
    'order_completed',
    '_search',
    'pages',
    'screens',
    'identifies',
  ]);
});

test('columns are called as in a warehouse, and properties are where their event is', () => {
  expect(columnsOf('tracks').slice(0, 3)).toEqual(['id', 'event', 'event_text']);
  expect(columnsOf('tracks')).not.toContain('order_id');
  expect(columnsOf('order_completed')).toEqual(expect.arrayContaining(['order_id', 'value', 'event_text', 'revenue']));
  expect(columnsOf('order_completed')).not.toContain('note');
  expect(columnsOf('pages')).toEqual(expect.arrayContaining(['id', 'name', 'note']));
  expect(columnsOf('screens')).not.toContain('note');
  expect(columnsOf('identifies')).not.toContain('event');
  expect(tables.flatMap(({ columns }) => columns.map(({ name }) => name))).not.toContain('type');
});

test('every event is in the table of its type, and a track in that of its event too', () => {
  const { generate } = openGenerator({ seed: 1, days: 30 });
  for (let number = 0; number < 40; number++) {
    const user = generate(number);
    const rows = (name: string) => tables.find((table) => table.name === name)?.rowsOf(user) ?? [];
    const typed = ['tracks', 'pages', 'screens', 'identifies'].flatMap((name) => [...rows(name)]);
    expect(new Set(typed)).toEqual(new Set(user.events));
    expect(typed).toHaveLength(user.events.length);
    expect(rows('order_completed').length + rows('_search').length).toBe(rows('tracks').length);
    expect(rows('order_completed').every(({ name }) => name === 'Order Completed')).toBe(true);
  }
});
