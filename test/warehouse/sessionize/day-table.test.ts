import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LocalTime } from '../../../src/time/local-time.js';
import { DayTable } from '../../../src/warehouse/sessionize/day-table.js';

const aroundMs = Date.parse('2026-03-29T00:59:59.999Z');

describe.each(['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'])('the day in %s', (zone) => {
  test('is that of the calendar, near and far', () => {
    const localTime = new LocalTime();
    const table = new DayTable(zone);
    const near = fc.integer({ min: -200 * 86_400_000, max: 200 * 86_400_000 }).map((offset) => aroundMs + offset);
    const far = fc.integer({ min: Date.parse('1960-01-01T00:00:00Z'), max: Date.parse('2090-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.oneof(near, far), (timeMs) => {
        expect(table.dayOf(timeMs)).toBe(localTime.at(timeMs, zone).day);
        expect(table.dayOf(timeMs)).toBe(localTime.at(timeMs, zone).day);
      }),
      { numRuns: 150 },
    );
  });
});
