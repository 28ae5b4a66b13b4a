import { expect, test } from 'vitest';
import { countOf } from '../../src/report/count.js';

test.each([
  [0, '0 sessions'],
  [1, '1 session'],
  [2, '2 sessions'],
])('%i', (count, text) => {
  expect(countOf(count, 'session')).toBe(text);
});
