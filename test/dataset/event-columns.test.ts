import { expect, test } from 'vitest';
import { eventColumns } from '../../src/dataset/event-columns.js';
import { openGenerator, population } from '../fixtures/dataset/small-generator.mjs';

const columns = eventColumns(population);

test('names are those of a warehouse, properties after them and labels last', () => {
  const names = columns.map(({ name }) => name);
  expect(names.slice(0, 11)).toEqual([
    'message_id',
    'type',
    'event',
    'anonymous_id',
    'user_id',
    'context_session_id',
    'context_session_start',
    'original_timestamp',
    'sent_at',
    'received_at',
    'timestamp',
  ]);
  expect(names).toContain('context_campaign_id');
  const first = names.findIndex((name) => name.startsWith('label_'));
  expect(names.slice(first - 4, first)).toEqual(['note', 'order_id', 'value', 'revenue']);
  expect(names.slice(first).every((name) => name.startsWith('label_'))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(columns.every(({ description }) => /^[a-zA-Z]/.test(description))).toBe(true);
});

test('a property that is called like a column gets a name of its own', () => {
  const states = population.journeys.get('buy')?.states ?? new Map();
  const clash = { name: 'userId', value: { kind: 'text', text: 'x' } as const };
  const home = states.get('home');
  const clashing = new Map([...states, ['home', { ...home, event: { ...home.event, properties: [clash] } }]]);
  const journeys = new Map([['buy', { name: 'buy', entry: new Map(), states: clashing }]]);
  const found = eventColumns({ ...population, journeys }).filter(({ property }) => property === 'userId');
  expect(found.map(({ name }) => name)).toEqual(['_user_id']);
});

test('a property is taken from the event, and what an event lacks is empty', () => {
  const { events } = openGenerator({ seed: 1, days: 30 }).generate(1);
  const note = columns.find(({ name }) => name === 'note');
  for (const row of events) {
    expect(note?.of(row)).toBe(row.properties.find(([name]) => name === 'note')?.[1]);
  }
  expect(events.length).toBeGreaterThan(0);
});
