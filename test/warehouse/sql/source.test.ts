import { expect, test } from 'vitest';
import { findDialect } from '../../../src/warehouse/sql/dialects/index.js';
import { sourceOf } from '../../../src/warehouse/sql/source.js';
import { request } from './agreement.js';

const asked = request({ timeoutMs: 1, boundary: 'exclusive' });

test('columns are those of the table, and an empty text is no user', () => {
  expect(sourceOf(findDialect('duckdb'), asked, 'given')).toEqual({
    event: 'given.event_id',
    user: "NULLIF(CAST(given.user_id AS VARCHAR), '')",
    time: 'given.ts',
    milliseconds: "EPOCH_MS(DATE_TRUNC('millisecond', given.ts))",
    order: 'given.seq',
    campaign: undefined,
  });
});

test('of several columns the user is what the first has', () => {
  const columns = { ...asked.columns, user: ['user id', 'anonymous_id'] };
  expect(sourceOf(findDialect('bigquery'), { ...asked, columns }, 'x').user).toBe(
    "COALESCE(NULLIF(CAST(x.`user id` AS STRING), ''), NULLIF(CAST(x.anonymous_id AS STRING), ''))",
  );
});

test('the campaign is read only where a rule looks at it', () => {
  const rules = { ...asked.rules, splitsAtCampaign: true };
  expect(sourceOf(findDialect('postgres'), { ...asked, rules }, 'x').campaign).toBe(
    "NULLIF(CAST(x.campaign AS TEXT), '')",
  );
});
