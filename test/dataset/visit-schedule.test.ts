import { describe, expect, test } from 'vitest';
import { populationOf, shopWith } from './population-text.js';
import { mean, shareOf, usersOf } from './users.js';

const everyDay = { 'visitsPerDay: { exponential: 0.8 }': 'visitsPerDay: 0.8', 'churnPerDay: 0.02': 'churnPerDay: 0' };

/** Buyers of a shop with such lines. */
function buyersOf(replacements: Readonly<Record<string, string>>, count: number, days: number) {
  const users = usersOf(populationOf(shopWith({ 'share: 0.6': 'share: 600', ...replacements })), count, days);
  return users.filter(({ user }) => user.cohort === 'buyers');
}

function wallOf(startMs: number, timeZone: string): { readonly weekday: string; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
    .formatToParts(startMs)
    .map(({ type, value }) => [type, value] as const);
  const part = new Map(parts);
  return { weekday: part.get('weekday') ?? '', hour: Number(part.get('hour')) };
}

describe('visits', () => {
  test('are as many a day as configured, more at weekends, and at the hours of the user, in summer and in winter', () => {
    const replacements = {
      ...everyDay,
      'newcomers: 0.5': 'newcomers: 0',
      'growthPerDay: 0.02': 'growthPerDay: 0',
      '2026-03-02': '2026-03-16',
    };
    const users = buyersOf(replacements, 150, 28);
    const visits = users.flatMap(({ user, visits: own }) => own.map(({ startMs }) => wallOf(startMs, user.timeZone)));
    expect(Math.abs(visits.length / users.length / 28 - 0.8)).toBeLessThan(0.05);
    const weekend = shareOf(visits, ({ weekday }) => weekday.startsWith('S'));
    expect(Math.abs(weekend - 4 / 9)).toBeLessThan(0.04);
    // All weights together are 88; a few visits are pushed on by an earlier one that lasted.
    expect(Math.abs(shareOf(visits, ({ hour }) => hour === 20) - 8 / 88)).toBeLessThan(0.03);
    expect(shareOf(visits, ({ hour }) => hour < 6)).toBeLessThan(0.01);
  });

  test('of somebody who arrives begin on the day of arrival, and more arrive each day', () => {
    const users = buyersOf(
      { ...everyDay, 'newcomers: 0.5': 'newcomers: 1', 'growthPerDay: 0.02': 'growthPerDay: 0.2' },
      600,
      10,
    );
    for (const { user, visits } of users) expect(user.arrivedMs).toBe(visits[0]?.startMs);
    const days = users.map(({ user }) => Math.floor((user.arrivedMs - Date.parse('2026-03-02T00:00Z')) / 86_400_000));
    // A tenth of the days has six tenths of a tenth of the users at first, and at the end three tenths of them.
    const firstHalf = shareOf(days, (day) => day < 5);
    expect(Math.abs(firstHalf - (1.2 ** 5 - 1) / (1.2 ** 10 - 1))).toBeLessThan(0.07);
  });

  test('end when somebody leaves for good, and go on when somebody comes back', () => {
    const settled = { ...everyDay, 'newcomers: 0.5': 'newcomers: 0', 'growthPerDay: 0.02': 'growthPerDay: 0' };
    const leaving = { ...settled, 'churnPerDay: 0.02': 'churnPerDay: 0.1', 'returnPerDay: 0.05': 'returnPerDay: 0' };
    const users = buyersOf(leaving, 300, 20);
    const gone = users.filter(({ user }) => user.churnedMs !== undefined);
    expect(Math.abs(gone.length / users.length - (1 - 0.9 ** 19))).toBeLessThan(0.06);
    for (const { user, visits } of gone) {
      // A visit that was pushed on may begin a little later than it was meant to.
      expect(visits.every(({ startMs }) => startMs < (user.churnedMs ?? 0) + 3_600_000)).toBe(true);
    }
    const returning = buyersOf({ ...leaving, 'returnPerDay: 0.05': 'returnPerDay: 0.5' }, 300, 20);
    const perUser = (made: typeof users): number => mean(made.map(({ visits }) => visits.length));
    expect(perUser(returning)).toBeGreaterThan(1.3 * perUser(users));
  });
});
