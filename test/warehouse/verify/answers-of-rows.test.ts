import { expect, test } from 'vitest';
import { InputError } from '../../../src/spec/input-error.js';
import { answersOfRows } from '../../../src/warehouse/verify/answers-of-rows.js';
import type { QueryFile } from '../../../src/warehouse/verify/engine.js';

const query: QueryFile = {
  file: 'q.sql',
  sql: '',
  table: 'events',
  columns: { event: 'event_id', user: 'user_id', time: 'ts', campaign: 'campaign', session: ['user_id', 'number'] },
};

test('several columns say together which session it is, and all of them empty say that it is none', () => {
  const rows = [
    { EVENT_ID: 'a', user_id: 'u1', number: 1 },
    { EVENT_ID: 'b', user_id: 'u1', number: undefined },
    { EVENT_ID: 'c', user_id: null, number: null },
  ];
  expect(answersOfRows(query, rows)).toEqual([
    { event: 'a', session: 'u1 · 1' },
    { event: 'b', session: 'u1 · null' },
    { event: 'c', session: undefined },
  ]);
});

test('a column that is not returned is told, with what is', () => {
  const act = (): unknown => answersOfRows(query, [{ event_id: 'a', user_id: 'u1', numbr: 1 }]);
  expect(act).toThrow(InputError);
  expect(act).toThrow(
    'q.sql:1:1: the query returns no column "number" (did you mean "numbr"?); allowed: one of event_id, user_id, numbr, by --session',
  );
});

test('a result without rows says nothing', () => {
  expect(answersOfRows(query, [])).toEqual([]);
});
