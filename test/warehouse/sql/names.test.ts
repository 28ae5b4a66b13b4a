import { expect, test } from 'vitest';
import { nameIn, tableIn } from '../../../src/warehouse/sql/names.js';

test('a plain word stays as it is, so that the database folds it, and everything else is quoted', () => {
  expect(nameIn({ quote: '"' }, 'user_id')).toBe('user_id');
  expect(nameIn({ quote: '"' }, 'user id')).toBe('"user id"');
  expect(nameIn({ quote: '"' }, 'a"; DROP TABLE b')).toBe('"a""; DROP TABLE b"');
  expect(nameIn({ quote: '`' }, '1st')).toBe('`1st`');
});

test('a table is quoted part by part', () => {
  expect(tableIn({ quote: '`' }, 'my-project.shop.tracks')).toBe('`my-project`.shop.tracks');
});
