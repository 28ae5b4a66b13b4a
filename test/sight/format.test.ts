import { expect, test } from 'vitest';
import { formatCell, shortDuration, tie } from '../../src/sight/format.js';
import type { CellKind, SightCell } from '../../src/sight/sight.js';

test.each<[SightCell, CellKind, string]>([
  [0.437, 'share', '43.7 %'],
  [0.00512, 'share', '0.51 %'],
  [0, 'share', '0.0 %'],
  [-0.25, 'share', '-25.0 %'],
  [1234567, 'count', '1,234,567'],
  [0.1305, 'number', '0.131'],
  [12.345, 'number', '12.35'],
  [1234.5, 'money', '1,234.50'],
  [undefined, 'count', '–'],
  [Number.NaN, 'share', '–'],
  ['text', 'count', 'text'],
])('%s as a %s', (cell, kind, text) => {
  expect(formatCell(cell, kind).replaceAll(tie, ' ')).toBe(text);
});

test.each([
  [0, '0ms'],
  [999, '999ms'],
  [999.6, '1.0s'],
  [59_949, '59.9s'],
  [59_950, '1m'],
  [3_599_600, '1h'],
  [5_400_000, '1h 30m'],
  [3_900_000, '1h 05m'],
  [172_800_000, '2d'],
  [-90_000, '-1m 30s'],
])('%d milliseconds', (durationMs, text) => {
  expect(shortDuration(durationMs).replaceAll(tie, ' ')).toBe(text);
});
