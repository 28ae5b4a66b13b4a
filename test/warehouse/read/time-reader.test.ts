import { describe, expect, test } from 'vitest';
import { TimeReader, unitOf } from '../../../src/warehouse/read/time-reader.js';

function read(text: string, reader = new TimeReader(undefined, 'UTC')): number | string {
  const bytes = Buffer.from(`x${text}x`);
  const ms = reader.read(bytes, 1, bytes.length - 1);
  return Number.isNaN(ms) ? reader.fault : ms;
}

describe('a time', () => {
  test.each([
    ['1764547200123', 1_764_547_200_123],
    ['1764547200', 1_764_547_200_000],
    ['1764547200.123', 1_764_547_200_123],
    ['1764547200123999', 1_764_547_200_123],
    ['1764547200123999999', 1_764_547_200_123],
    ['2025-12-01', 1_764_547_200_000],
    ['2025-12-01 00:00', 1_764_547_200_000],
    ['2025-12-01T00:00:00.123Z', 1_764_547_200_123],
    ['2025-12-01T00:00:00.5', 1_764_547_200_500],
    ['2025-12-01 00:00:00.123999 UTC', 1_764_547_200_123],
    ['2025-12-01T01:00:00+01:00', 1_764_547_200_000],
    ['2025-11-30T18:30:00-0530', 1_764_547_200_000],
    ['2025-12-01T01:00:00+01', 1_764_547_200_000],
  ])('%s is read', (text, ms) => {
    expect(read(text)).toBe(ms);
  });

  test.each(['', 'yesterday', '2025-02-29', '2025-12-01T25:00', '2025-12-01T00:00:00.', '2025-12-01Z', '01/12/2025'])(
    '%j is none',
    (text) => {
      expect(read(text)).toMatch(/no time|empty/);
    },
  );

  test('of a unit that cannot be told has to be said', () => {
    const reader = new TimeReader(undefined, 'UTC');
    expect(read('123', reader)).toBe('the time 123 may be of any unit');
    expect(reader.isAmbiguous).toBe(true);
    expect(read('123', new TimeReader('s', 'UTC'))).toBe(123_000);
    expect(read('-1', new TimeReader('ns', 'UTC'))).toBe(-1);
  });

  test('of another unit than those before is none', () => {
    const reader = new TimeReader(undefined, 'UTC');
    expect(read('1764547200123', reader)).toBe(1_764_547_200_123);
    expect(read('1764547200', reader)).toContain('is not in ms, as those before');
    expect(unitOf(5)).toBeUndefined();
  });

  test('that names no zone is of the one that was said', () => {
    const reader = new TimeReader(undefined, 'Europe/Berlin');
    expect(read('2025-12-01 01:00:00', reader)).toBe(1_764_547_200_000);
    expect(read('2025-12-01 00:00:00Z', reader)).toBe(1_764_547_200_000);
  });
});
