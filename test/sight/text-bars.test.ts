import { expect, test } from 'vitest';
import { textBar } from '../../src/sight/text-bars.js';

test.each([
  [1, '████'],
  [0.5, '██'],
  [0.28, '█▏'],
  [0.0001, '▏'],
  [0, ''],
  [Number.NaN, ''],
])('%f of four letters', (share, bar) => {
  expect(textBar(share, 4, false)).toBe(bar);
});

test('where there are no such signs, whole letters', () => {
  expect([1, 0.5, 0.001, 0].map((share) => textBar(share, 4, true))).toEqual(['####', '##', '#', '']);
});
