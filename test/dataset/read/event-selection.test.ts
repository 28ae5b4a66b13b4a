import { afterAll, expect, test } from 'vitest';
import { selectionOf } from '../../../src/dataset/read/event-selection.js';
import { openDatabase } from '../../../src/duckdb/database.js';

const database = await openDatabase();
afterAll(() => database.close());

const texts = [
  'message_id',
  'anonymous_id',
  'user_id',
  'url',
  'path',
  'referrer',
  'device_id',
  'type',
  'name',
  'channel',
];
const others = ['campaign', 'device_kind', 'time_zone', 'cohort', 'original_ms', 'sent_ms', 'received_ms', 'time_ms'];
const labels = ['late', 'duplicate', 'reordered', 'skewed_clock', 'jumped_clock', 'bot', 'missing_id', 'after_crash'];
const rest = ['shared_device', 'faulty_sdk', 'boundary_gap', 'tab', 'true_ms', 'revenue', 'person', 'visit'];
const columns = [...texts, ...others, ...labels, ...rest, 'is_conversion', 'session_start', 'colour'];

/** Events that differ in their state and the id of their session, with all else empty. */
async function read(states: readonly string[], ids: readonly string[]) {
  const rows = ids.map((id, index) => `(${states[index] ?? 'NULL'}, ${id})`);
  const empty = columns.map((name) => `NULL AS ${name}`).join(', ');
  await database.query(
    `CREATE OR REPLACE VIEW events AS SELECT *, ${empty} FROM (VALUES ${rows.join(', ')}) AS rows(state, session_id)`,
  );
  const selected = await selectionOf(database, ['colour'], ['url', 'timeZone']);
  return database.query(`SELECT ${selected} FROM events`);
}

test('texts of a closed vocabulary are what they were, and what is not wanted is left out', async () => {
  const states = ["'home'", "'it''s'", "''", 'NULL', "'home'"];
  const rows = await read(
    states,
    states.map(() => "'1'"),
  );
  expect(rows.map(({ state }) => state)).toEqual(['home', "it's", '', undefined, 'home']);
  expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['message_id', 'colour', 'late', 'path']));
  expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(['url']));
  expect(Object.keys(rows[0] ?? {})).not.toEqual(expect.arrayContaining(['time_zone']));
});

test('the id of a session is a number where nothing of it is lost, and otherwise the text that it was', async () => {
  const ids = ["'1764547200000'", "'01'", "'1.5'", "'s-1'", "'-7'", "'9007199254740993'", "''", 'NULL'];
  const rows = await read([], ids);
  const found = rows.map((row) => row.session_number ?? row.session_text);
  expect(found).toEqual([1764547200000, '01', '1.5', 's-1', -7, '9007199254740993', '', undefined]);
});
