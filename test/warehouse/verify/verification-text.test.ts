import { expect, test } from 'vitest';
import { verificationText } from '../../../src/warehouse/verify/verification-text.js';

const head = {
  version: '1.0.0',
  file: 'q.sql',
  database: 'DuckDB',
  rules: { timeoutMs: 1_800_000, boundary: 'exclusive' },
} as const;
const event = { id: 'e1', user: 'u1', timeMs: 0, campaign: '' } as const;

test('a query that agrees', () => {
  expect(verificationText(head, { tables: 7, difference: undefined })).toMatchInlineSnapshot(`
    "lapse 1.0.0 · q.sql in DuckDB
      A session ends when its user has no event for more than 30m.

      The query agrees with these rules on all 7 generated tables.
    "
  `);
});

test('a query that differs, in known ways and in others', () => {
  const difference = {
    count: 3,
    rows: [
      { event, byRules: 'e1', byQuery: 'e1' },
      { event: { ...event, id: 'e2', user: undefined, campaign: undefined }, byRules: 'none', byQuery: 'lost' },
      { event: { ...event, id: 'e3', campaign: 'ads' }, byRules: 'e3', byQuery: 'e1' },
    ],
    deviations: [{ sentence: 'loses events without a user', apply: (reading: never) => reading }],
    unexplained: 1,
  };
  expect(verificationText(head, { tables: 7, difference })).toMatchInlineSnapshot(`
    "lapse 1.0.0 · q.sql in DuckDB
      A session ends when its user has no event for more than 30m.

      The query differs from these rules on 3 of 7 generated tables. The fewest rows that show it:

        event  user  time                      campaign  by the rules  by the query
        e1     u1    1970-01-01T00:00:00.000Z  ''        session 1     session 1
        e2     NULL  1970-01-01T00:00:00.000Z  NULL      no session    not returned
        e3     u1    1970-01-01T00:00:00.000Z  ads       session 2     session 1

      The query loses events without a user.
      That is not all: on 1 of the 7 tables it still does something else.
    "
  `);
  expect(verificationText(head, { tables: 7, difference: { ...difference, unexplained: 0 } })).toContain('That is all');
  expect(verificationText(head, { tables: 7, difference: { ...difference, deviations: [] } })).toContain(
    'None of the known mistakes',
  );
});
