import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeDataset } from '../../../src/dataset/describe/describe-dataset.js';
import { viewOf } from '../../../src/dataset/read/views.js';
import { type Database, openDatabase } from '../../../src/duckdb/database.js';
import type { Sight } from '../../../src/sight/sight.js';
import { withFolder } from '../../promises/command-line.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';
import { storeTables } from '../stored-shop.js';

const users = plainUsers(shop, 150, 14);
const sessions = users.flatMap((user) => user.sessions);
const events = users.flatMap((user) => user.events);
let database: Database;
let sights: readonly Sight[];

beforeAll(async () => {
  await withFolder(async (folder) => {
    database = await openDatabase();
    for (const stored of storeTables(folder, shop, users, 'csv')) await database.query(viewOf(stored));
    sights = await describeDataset(database.query, shop);
  });
}, 60_000);
afterAll(() => database.close());

const rowsOf = (id: string): Sight['rows'] => sights.find((sight) => sight.id === id)?.rows ?? [];
const sum = (values: readonly unknown[]): number => values.reduce<number>((total, value) => total + Number(value), 0);
const column = (id: string, at: number): unknown[] => rowsOf(id).map((row) => row[at]);

describe('the description of a dataset', () => {
  test('each section has a title, a sentence, and rows as wide as its columns', () => {
    expect(sights.length).toBe(12);
    for (const { title, text, columns, rows, plot } of sights) {
      expect([title.length > 3, text.length > 10, rows.length > 0]).toEqual([true, true, true]);
      expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
      for (const at of [plot?.label ?? 0, ...(plot?.values ?? [])]) expect(columns[at]).toBeDefined();
    }
    expect(JSON.stringify(sights)).not.toMatch(/NaN|undefined/);
  });

  test('the overview counts what is there', () => {
    const figures = Object.fromEntries(
      rowsOf('overview').map(([name, value]) => [name, String(value).replaceAll(/[,\u00a0%]/g, '')]),
    );
    const single = sessions.filter((session) => session.events === 1).length;
    expect(figures).toMatchObject({
      users: '150',
      events: String(events.length),
      'sessions, as the rule cuts them': String(sessions.length),
      'bounce: sessions of a single event': ((single / sessions.length) * 100).toFixed(1),
      conversions: String(sum(sessions.map(({ conversions }) => conversions))),
      'revenue, EUR': sum(sessions.map(({ revenue }) => revenue)).toFixed(2),
    });
  });

  test.each(['durations', 'lengths', 'hours', 'days', 'cohorts', 'campaigns'])(
    '%s: every session is counted once',
    (id) => {
      const at = ({ cohorts: 2 } as Record<string, number>)[id] ?? 1;
      expect(sum(column(id, at))).toBe(sessions.length);
    },
  );

  test('durations are those between the first and the last event', () => {
    const counted = Object.fromEntries(rowsOf('durations').map(([name, count]) => [name, count]));
    const between = (fromMs: number, toMs: number): number =>
      sessions.filter(({ startMs, endMs }) => endMs - startMs >= fromMs && endMs - startMs < toMs).length;
    expect(counted).toMatchObject({
      'one instant': between(0, 1),
      'below 10s': between(1, 10_000),
      '3m to 10m': between(180_000, 600_000),
    });
  });

  test('hours are those of the user', () => {
    const berlin = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Berlin' });
    const kolkata = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Asia/Kolkata' });
    const evening = users.flatMap(({ user, sessions }) =>
      sessions.filter(
        ({ startMs }) => Number((user.timeZone === 'Asia/Kolkata' ? kolkata : berlin).format(startMs)) === 20,
      ),
    );
    expect(rowsOf('hours')[20]?.[1]).toBe(evening.length);
  });

  test('the funnel counts a session once for each of its events', () => {
    const order = rowsOf('funnel').find(([name]) => name === 'Order Completed *');
    const converting = new Set(
      events.filter(({ isConversion }) => isConversion).map(({ deviceId, sessionId }) => `${deviceId} ${sessionId}`),
    );
    expect(order?.[1]).toBe(converting.size);
  });

  test('dirt and events add up', () => {
    const dirt = Object.fromEntries(rowsOf('dirt').map(([name, count]) => [name, count]));
    expect(dirt['are duplicates']).toBe(events.filter((event) => event.dirt.duplicate).length);
    expect(dirt['lack their anonymous id']).toBe(events.filter((event) => event.dirt.missingId).length);
    expect(sum(column('events', 2))).toBe(events.length);
    expect(sum(column('devices', 4))).toBe(events.length);
  });

  test('visits and sessions are joined as the ground truth has it', () => {
    const parts = users.flatMap((user) => user.visitSessions);
    const torn = new Set(
      parts
        .filter((part, index) => parts.findIndex(({ visitId }) => visitId === part.visitId) !== index)
        .map(({ visitId }) => visitId),
    );
    expect(rowsOf('visits')[1]?.[1]).toBe(torn.size);
    const key = ({ deviceId, sessionId }: { deviceId: string; sessionId: unknown }): string =>
      `${deviceId} ${sessionId}`;
    const joined = new Set(
      parts.filter((part, index) => parts.findIndex((other) => key(other) === key(part)) !== index).map(key),
    );
    expect(rowsOf('visits')[2]?.[1]).toBe(joined.size);
  });
});
