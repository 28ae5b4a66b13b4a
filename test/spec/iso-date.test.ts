import { expect, test } from 'vitest';
import { parseIsoInstant } from '../../src/spec/iso-date.js';

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1970-01-01T01:00+01:00', 0],
  ['2026-03-02T09:00:00.000Z', 1_772_442_000_000],
  ['2024-02-29T00:00:00Z', 1_709_164_800_000],
])('%s', (text, ms) => {
  expect(parseIsoInstant(text)).toBe(ms);
});

test.each([
  '2026-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01',
  'tomorrow',
])('%s is no instant', (text) => {
  expect(parseIsoInstant(text)).toBeUndefined();
});
