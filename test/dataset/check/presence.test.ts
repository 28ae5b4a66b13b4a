import { expect, test } from 'vitest';
import { Presences } from '../../../src/dataset/check/presence.js';
import type { Cohort } from '../../../src/dataset/population.js';
import type { UserData } from '../../../src/dataset/rows.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';

const [user] = plainUsers(shop, 1, 14) as [UserData];
const cohorts = shop.cohorts.map((cohort): Cohort => ({ ...cohort, churnPerDay: 0.1, returnPerDay: 0.2 }));
const presences = new Presences({ population: { ...shop, cohorts }, days: 4 });
const arrivedOn = (day: number): UserData => ({
  ...user,
  user: { ...user.user, timeZone: 'UTC', arrivedMs: shop.startMs + day * 86_400_000 + 1 },
});

test('who was there from the beginning leaves and returns with the chances of the cohort', () => {
  const { expected, awayChance, isNewcomer } = presences.of(user);
  expect(isNewcomer).toBe(false);
  const second = 0.9 * 0.9 + 0.1 * 0.2;
  expect(expected.map(({ chance }) => chance)).toEqual([
    1,
    0.9,
    second,
    expect.closeTo(second * 0.9 + (1 - second) * 0.2, 12),
  ]);
  // The second of March 2026 is a Monday.
  expect(expected.map(({ weekday }) => weekday)).toEqual([0, 1, 2, 3]);
  expect(awayChance).toBeCloseTo(1 - (expected[3]?.chance ?? 0), 12);
});

test('the day of an arrival says nothing of how many visits there are to a day', () => {
  expect(presences.of(arrivedOn(2))).toMatchObject({
    isNewcomer: true,
    arrivalDay: 2,
    expected: [{ weekday: 3, chance: 0.9 }],
  });
});

test('a day is that of the calendar of the user', () => {
  expect(presences.dayOf(shop.startMs, 'Asia/Kolkata')).toEqual({ day: 0, weekday: 0 });
  expect(presences.dayOf(shop.startMs, 'America/New_York')).toEqual({ day: -1, weekday: 6 });
});
