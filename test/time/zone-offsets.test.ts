import { describe, expect, test } from 'vitest';
import { ZoneOffsets } from '../../src/time/zone-offsets.js';

const utc = (zone: string, wall: string): string => {
  return new Date(new ZoneOffsets(zone).toUtc(Date.parse(`${wall}Z`))).toISOString();
};

describe('the instant at which the clock on the wall shows a time', () => {
  test.each([
    ['Europe/Berlin', '2026-01-15T12:00:00', '2026-01-15T11:00:00.000Z'],
    ['Europe/Berlin', '2026-07-15T00:30:00', '2026-07-14T22:30:00.000Z'],
    ['Asia/Kathmandu', '2026-07-15T00:30:00', '2026-07-14T18:45:00.000Z'],
    ['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59.000Z'],
    ['America/New_York', '2026-03-08T03:00:00', '2026-03-08T07:00:00.000Z'],
    // It is left out, and so an hour later.
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    // It comes twice, and so it is the first.
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
  ])('in %s at %s', (zone, wall, instant) => {
    expect(utc(zone, wall)).toBe(instant);
  });
});
