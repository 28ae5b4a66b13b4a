import { expect, test } from 'vitest';
import { totalsQuery } from '../../../src/warehouse/audit/audit-tables.js';
import { event, startMs, withTables } from './audited.js';

test('messages stand once, in the order of time, beside their neighbours', async () => {
  const rows = [
    event('ann', 0, 2, { context_session_id: undefined }),
    event('ann', 0, 5),
    event('ann', 0, 0, { user_id: 'u-ann' }),
    event('ann', 0, 5, { received_at: startMs + 600_000 }),
    event('bob', 1, 1, { context_session_id: '1777' }),
    event('', 1, 1),
  ];
  await withTables(rows, async (database) => {
    const inOrder = await database.query(
      'SELECT message, session_before, time_before_ms, known_user_before, session_after FROM in_order ORDER BY user, time_ms',
    );
    const session = String(startMs);
    expect(inOrder.map((row) => Object.values(row))).toEqual([
      ['ann-0', undefined, undefined, undefined, session],
      ['ann-2', session, startMs, 'u-ann', session],
      ['ann-5', session, startMs, undefined, undefined],
      ['bob-1', undefined, undefined, undefined, undefined],
    ]);
    expect(
      await database.query('SELECT user, session, started_ms, events, markers FROM sessions ORDER BY user'),
    ).toEqual([
      { user: 'ann', session, started_ms: startMs, events: 2, markers: 1 },
      { user: 'bob', session: '1777', started_ms: undefined, events: 1, markers: 1 },
    ]);
    expect(await database.query(totalsQuery)).toEqual([
      { rows: 6, events: 6, sessions: 2, users: 2, first_ms: startMs, last_ms: startMs + 300_000 },
    ]);
  });
});

test('an id is a time if it is one of the years in which there have been sessions', async () => {
  await withTables([event('ann', 0, 0)], async (database) => {
    const ids = ['1772409600000', '1772409600', '1000000000', '177240960000', '-1772409600', '1772409600.5', 'x'];
    const rows = await database.query(
      `SELECT instant_of(id) AS at_ms FROM (VALUES ${ids.map((id) => `('${id}')`).join(', ')}) AS given(id)`,
    );
    expect(rows.map(({ at_ms }) => at_ms)).toEqual([1772409600000, 1772409600000, ...Array(5).fill(undefined)]);
  });
});
