import { expect, test } from 'vitest';
import { type Arrangement, BlockEncoder } from '../../src/dataset/block.js';
import { csv } from '../../src/dataset/formats/csv.js';
import { messageIdOf } from '../../src/dataset/rows.js';
import { tablesOf } from '../../src/dataset/tables.js';
import { population, userGenerator } from '../fixtures/dataset/small-generator.mjs';

const generate = userGenerator(population, { seed: 1, days: 3 });
const [table] = tablesOf(population, { tables: ['events'], splitTables: false }).map((each) => ({
  ...each,
  columns: each.columns.filter(({ name }) => ['message_id', 'timestamp'].includes(name)),
}));

function encoded(arrangement: Arrangement, first = 0, end = 20) {
  if (table === undefined) throw new Error('there are no events');
  const block = new BlockEncoder(generate, [table], csv, arrangement).encode(first, end);
  const [rows] = block.tables;
  return {
    block,
    rows,
    lines: Buffer.from(rows?.bytes ?? [])
      .toString()
      .trimEnd()
      .split('\n'),
  };
}

test('a block has the rows of its users, one after the other', () => {
  const { block, lines, rows } = encoded('users');
  const ids = Array.from({ length: 20 }, (_, user) => generate(user).events.map(messageIdOf)).flat();
  expect(lines.map((line) => line.split(',')[0])).toEqual(ids);
  expect(block).toMatchObject({ events: ids.length, lost: 40 });
  expect(rows).toMatchObject({ rows: ids.length });
  expect(rows?.arranged).toBeUndefined();
  expect([...encoded('users', 0, 7).lines, ...encoded('users', 7, 20).lines]).toEqual(lines);
});

test('by time, the rows are the same, and stay in the order of the users within an hour', () => {
  const { lines, rows } = encoded('time');
  const hourOf = (line: string): string => line.split(',')[1]?.slice(0, 13) ?? '';
  const inHours = encoded('users').lines.map((line, place) => ({ line, place }));
  inHours.sort((a, b) => hourOf(a.line).localeCompare(hourOf(b.line)) || a.place - b.place);
  expect(lines).toEqual(inHours.map(({ line }) => line));
  const times = lines.map((line) => Date.parse(line.split(',')[1] ?? ''));
  expect([...(rows?.arranged?.keys ?? [])]).toEqual(times);
  expect([...(rows?.arranged?.lengths ?? [])]).toEqual(lines.map((line) => line.length + 1));
});

test('by day, the rows of a day stay in the order of the users', () => {
  const dayOf = (line: string): string => line.split(',')[1]?.slice(0, 10) ?? '';
  const inDays = encoded('users').lines.map((line, place) => ({ line, place }));
  inDays.sort((a, b) => dayOf(a.line).localeCompare(dayOf(b.line)) || a.place - b.place);
  expect(encoded('day').lines).toEqual(inDays.map(({ line }) => line));
});

test.each(['users', 'time'] as const)(
  '%s: rows are the same in memory that was used before, enough or not',
  (arrangement) => {
    if (table === undefined) throw new Error('there are no events');
    const encoder = new BlockEncoder(generate, [table], csv, arrangement);
    const copyOf = ([rows]: ReturnType<typeof encoder.encode>['tables']) => ({
      text: Buffer.from(rows?.bytes ?? []).toString(),
      keys: [...(rows?.arranged?.keys ?? [])],
      lengths: [...(rows?.arranged?.lengths ?? [])],
    });
    const first = encoder.encode(0, 20);
    const wanted = copyOf(first.tables);
    const room = first.tables[0]?.bytes.buffer;
    encoder.encode(20, 30);
    const again = encoder.encode(0, 20, room === undefined ? [] : [room]);
    if (arrangement === 'time') expect(again.tables[0]?.bytes.buffer).toBe(room);
    expect(copyOf(again.tables)).toEqual(wanted);
    expect(copyOf(encoder.encode(0, 20, [new ArrayBuffer(16)]).tables)).toEqual(wanted);
  },
);
