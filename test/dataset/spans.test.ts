import { expect, test } from 'vitest';
import { spanMs, spanOf, spansOfDay } from '../../src/dataset/spans.js';

test('a span is an hour, and days begin with one, before 1970 as well', () => {
  expect(spanMs * spansOfDay).toBe(86_400_000);
  expect([0, spanMs - 1, spanMs, -1, -spanMs].map(spanOf)).toEqual([0, 0, 1, -1, -1]);
});
