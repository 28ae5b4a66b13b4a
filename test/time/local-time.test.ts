import { expect, test } from 'vitest';
import { LocalTime } from '../../src/time/local-time.js';

test('the hour and the weekday are those of the place', () => {
  const local = new LocalTime();
  const instantMs = Date.UTC(2026, 2, 1, 23, 40);
  expect(local.at(instantMs, 'UTC')).toMatchObject({ hour: 23, weekday: 6, day: 20_513 });
  expect(local.at(instantMs, 'Europe/Berlin')).toMatchObject({ hour: 0, weekday: 0, day: 20_514 });
  // Half an hour of a zone counts: 23:40 in UTC is 5:10 in India.
  expect(local.at(instantMs, 'Asia/Kolkata')).toMatchObject({ hour: 5, weekday: 0 });
});

test('when the clocks are changed, the hour that is left out is never shown', () => {
  const local = new LocalTime();
  const hourOf = (hour: number, minute: number) => local.at(Date.UTC(2026, 2, 29, hour, minute), 'Europe/Berlin').hour;
  expect([hourOf(0, 59), hourOf(1, 0)]).toEqual([1, 3]);
});

test('there is no such place', () => {
  expect(() => new LocalTime().at(0, 'Europe/Atlantis')).toThrow(RangeError);
});

test('half a day before and after a change of the clocks is near it', () => {
  const local = new LocalTime();
  const isNear = (day: number, hour: number) => local.isNearChange(Date.UTC(2026, 2, day, hour), 'Europe/Berlin');
  expect([isNear(28, 12), isNear(28, 14), isNear(29, 1), isNear(29, 12), isNear(29, 14)]).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(local.isNearChange(Date.UTC(2026, 2, 29, 1), 'Asia/Kolkata')).toBe(false);
});
