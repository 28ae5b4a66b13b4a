import { describe, expect, test } from 'vitest';
import { checkDataset } from '../../../src/dataset/check/check-dataset.js';
import { quantities } from '../../../src/dataset/check/index.js';
import { userGenerator } from '../../../src/dataset/generate-user.js';
import type { Cohort, Population } from '../../../src/dataset/population.js';
import type { EventRow, UserData } from '../../../src/dataset/rows.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';

/** What plain users do not do: they come, leave, return, log out, and hand their device on. */
const days = 14;
const lively: Population = {
  ...shop,
  journeys: new Map(
    [...shop.journeys].map(([name, journey]) => [
      name,
      {
        ...journey,
        states: new Map(
          [...journey.states].map(([name, state]) => [
            name,
            { ...state, identifies: name === 'cart', logsOut: name === 'order' },
          ]),
        ),
      },
    ]),
  ),
  cohorts: shop.cohorts.map(
    (cohort): Cohort => ({
      ...cohort,
      newcomers: 0.4,
      growthPerDay: 0.05,
      churnPerDay: 0.05,
      returnPerDay: 0.1,
      anotherUser: 0.4,
      timeoutMs: 600_000,
    }),
  ),
  dirt: { ...shop.dirt, lost: { share: 0 }, boundaryGaps: { share: 0.05 } },
};
const generate = userGenerator(lively, { seed: 5, days });
const users = Array.from({ length: 1200 }, (_, user) => generate(user));

async function outside(population: Population, check: string, made: readonly UserData[] = users): Promise<string[]> {
  const rows = await checkDataset(
    { population, days },
    made,
    quantities.filter(({ id }) => id === check),
  );
  expect(rows.length).toBeGreaterThan(0);
  return rows.filter(({ verdict }) => verdict === 'outside').map(({ what }) => what);
}

const withRegular = (change: Partial<Cohort>): Population => ({
  ...lively,
  cohorts: lively.cohorts.map((cohort) => (cohort.name === 'regular' ? { ...cohort, ...change } : cohort)),
});
const withEvents = (change: (event: EventRow) => EventRow): UserData[] =>
  users.map((user) => ({ ...user, events: user.events.map(change) }));

describe('what users do over the days', () => {
  test('nothing is outside, of any check', async () => {
    const rows = await checkDataset({ population: lively, days }, users);
    expect(rows.filter(({ verdict }) => verdict === 'outside')).toEqual([]);
  });

  test.each<[check: string, what: string, Partial<Cohort>]>([
    ['arrivals', 'regular: users who arrive during the dataset', { newcomers: 0.5 }],
    ['arrivals', 'regular: day of the arrival', { growthPerDay: 0.3 }],
    ['arrivals', 'regular: users who have left by the end', { churnPerDay: 0.1 }],
    ['arrivals', 'regular: users who have left by the end', { returnPerDay: 0.01 }],
    ['visits', 'regular: visits per user and day', { visitsPerDay: { kind: 'exponential', mean: 1.25 } }],
    ['visits', 'regular: visits on a Saturday, for one on any day', { weekdays: [1, 1, 1, 1, 1, 1.3, 2] }],
    ['identity', "regular: visits after a log-out that are another user's", { anotherUser: 0.65 }],
    ['sessions', 'pauses beyond the timeout within a session', { timeoutMs: 590_000 }],
    ['sessions', 'sessions that end before the timeout, without a reason', { timeoutMs: 610_000 }],
  ])('%s: %s: another configuration is noticed', async (check, what, change) => {
    expect(await outside(withRegular(change), check)).toContain(what);
  });

  test('a single event without its session, its marker or its user is noticed', async () => {
    const marked = users
      .flatMap(({ events }) => events)
      .findLast(({ sessionStart, dirt }) => sessionStart && !dirt.duplicate);
    const change = (what: Partial<EventRow>) =>
      withEvents((event) => (event === marked ? { ...event, ...what } : event));
    expect(await outside(lively, 'sessions', change({ sessionId: undefined }))).toContain('events without a session');
    expect(await outside(lively, 'sessions', change({ sessionStart: undefined }))).toEqual([
      'events whose start marker is missing or wrong',
    ]);
    expect(await outside(lively, 'identity', change({ userId: 'u9999999' }))).toEqual([
      'events with another user id than the last identify has given',
    ]);
  });

  test('a session that has lost its part of a visit is noticed', async () => {
    const [first, ...others] = users as [UserData, ...UserData[]];
    const torn = [{ ...first, visitSessions: first.visitSessions.slice(1) }, ...others];
    expect(await outside(lively, 'sessions', torn)).toEqual([
      'sessions with other events than their visits have in them',
    ]);
  });

  test('a bug of an SDK is found as what it is, and one that is labelled is none', async () => {
    const plain = plainUsers(shop, 300, days);
    expect(await outside(shop, 'sessions', plain)).toEqual([]);
    // An SDK that never ends a session: the id of the first event stays.
    const broken = plain.map((user) => ({
      ...user,
      events: user.events.map((event) => ({ ...event, sessionId: 1, sessionStart: undefined })),
    }));
    expect(await outside(shop, 'sessions', broken)).toContain('pauses beyond the timeout within a session');
    const labelled = broken.map((user) => ({
      ...user,
      events: user.events.map((event) => ({ ...event, dirt: { ...event.dirt, faultySdk: true } })),
    }));
    expect(await outside(shop, 'sessions', labelled)).toEqual([]);
  });
});
