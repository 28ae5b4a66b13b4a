import { expect, test } from 'vitest';
import { LocalTime } from '../../src/dataset/local-time.js';

test('the hour and the weekday are those of the place', () => {
  const local = new LocalTime();
  const instantMs = Date.UTC(2026, 2, 1, 23, 40);
  expect(local.at(instantMs, 'UTC')).toEqual({ hour: 23, weekday: 6 });
  expect(local.at(instantMs, 'Europe/Berlin')).toEqual({ hour: 0, weekday: 0 });
  // Half an hour of a zone counts: 23:40 in UTC is 5:10 in India.
  expect(local.at(instantMs, 'Asia/Kolkata')).toEqual({ hour: 5, weekday: 0 });
});

test('when the clocks are changed, the hour that is left out is never shown', () => {
  const local = new LocalTime();
  const hourOf = (hour: number, minute: number) => local.at(Date.UTC(2026, 2, 29, hour, minute), 'Europe/Berlin').hour;
  expect([hourOf(0, 59), hourOf(1, 0)]).toEqual([1, 3]);
});

test('there is no such place', () => {
  expect(() => new LocalTime().at(0, 'Europe/Atlantis')).toThrow(RangeError);
});
