import { describe, expect, test } from 'vitest';
import { columnsOf, snakeCase } from '../../src/dataset/columns.js';

describe('snakeCase', () => {
  test.each([
    ['orderId', 'order_id'],
    ['Order Completed', 'order_completed'],
    ['utm_source', 'utm_source'],
    ['  Page/View-2 ', 'page_view_2'],
    ['ÉtéÀParis', 'été_àparis'],
    ['2nd', '_2nd'],
    ['$', '_'],
  ])('%s becomes %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});

test('a column is declared in a line', () => {
  const [column] = columnsOf<{ ms: number }>({ seen_at: ['timestamp', 'When', (row) => row.ms] });
  expect(column).toMatchObject({ name: 'seen_at', type: 'timestamp', description: 'When' });
  expect(column?.of({ ms: 5 })).toBe(5);
});
