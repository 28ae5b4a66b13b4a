import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { userGenerator } from '../../src/dataset/generate-user.js';
import { populationFile } from '../../src/dataset/population-files.js';
import { readPopulation } from '../../src/dataset/read-population.js';
import { type EventRow, firstGuest, messageIdOf, type UserData } from '../../src/dataset/rows.js';
import { populationOf, shopText, shopWith } from './population-text.js';
import { eventsOf, mean, shareOf, shopWithDirt, usersOf } from './users.js';

const shop = populationOf(shopText);
const users = usersOf(shop, 120);
const events = eventsOf(users);
const game = usersOf(readPopulation(populationFile('game')), 40, 7);

function isBuyer({ user }: UserData): boolean {
  return user.cohort === 'buyers';
}

describe('one user', () => {
  test('is the same whoever was made before, and by whichever generator', () => {
    const make = userGenerator(shop, { seed: 5, days: 14 });
    fc.assert(
      fc.property(fc.array(fc.nat(119), { minLength: 1, maxLength: 6, size: 'max' }), (order) => {
        for (const user of order) expect(JSON.stringify(make(user))).toBe(JSON.stringify(users[user]));
      }),
      { numRuns: 10 },
    );
  });

  test('is the same where it is looked at before the next one is made, and where nothing but events is', () => {
    const dirty = shopWithDirt(
      'late: { share: 0.1, delay: 2h }',
      'duplicated: { share: 0.1, delay: 5s }',
      'lost: { share: 0.1 }',
    );
    const all = usersOf(dirty, 40);
    const inTurn = userGenerator(dirty, { seed: 5, days: 14 }, { onlyEvents: false, oneAtATime: true });
    const onlyEvents = userGenerator(dirty, { seed: 5, days: 14 }, { onlyEvents: true, oneAtATime: true });
    for (const [number, user] of all.entries()) {
      expect(JSON.stringify(inTurn(number))).toBe(JSON.stringify(user));
      const { events: made, lost, visits, sessions } = onlyEvents(number);
      expect(JSON.stringify({ events: made, lost })).toBe(JSON.stringify({ events: user.events, lost: user.lost }));
      expect([visits, sessions]).toEqual([[], []]);
    }
  });

  test('is another one with another seed', () => {
    const others = usersOf(shop, 40, 14, 6);
    expect(
      others.filter(
        (other, index) =>
          other.events[0]?.trueTimestampMs === users[index]?.events[0]?.trueTimestampMs && other.events.length > 0,
      ),
    ).toEqual([]);
  });

  test('of a journey is left alone when another journey is changed', () => {
    const changed = usersOf(populationOf(shopWith({ 'uniform: [1s, 9s]': 'uniform: [30s, 2h]' })), 120);
    expect(JSON.stringify(changed.filter(isBuyer))).toBe(JSON.stringify(users.filter(isBuyer)));
    expect(JSON.stringify(changed)).not.toBe(JSON.stringify(users));
  });

  test('takes the same way when only the dwell times change', () => {
    const way = (each: readonly UserData[]) =>
      each.map(({ visits, events: made }) => [
        visits.map(({ journey }) => journey),
        made
          .filter(({ type }) => type !== 'identify')
          .map(({ visit, state }) => [visit, state])
          .sort(),
      ]);
    const changed = usersOf(populationOf(shopWith({ 'median: 40s, p90: 3m': 'median: 50s, p90: 4m' })), 100);
    expect(way(changed)).toEqual(way(users.slice(0, 100)));
  });
});

describe.each([
  ['the shop', users],
  ['the game', game],
])('the tables of %s agree', (_, made) => {
  test('events are unique, in the order of arrival, and sent and received after they happened', () => {
    const ids = eventsOf(made).map(messageIdOf);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { events: own } of made) {
      for (const [index, event] of own.entries()) {
        expect(event.receivedAtMs).toBeGreaterThanOrEqual(own[index - 1]?.receivedAtMs ?? 0);
        expect(event.sentAtMs).toBeGreaterThan(event.originalTimestampMs);
        expect(event.receivedAtMs).toBeGreaterThan(event.trueTimestampMs);
      }
    }
  });

  test('visits do not overlap, and hold their events', () => {
    for (const { visits, events: own } of made) {
      for (const [index, visit] of visits.entries()) {
        expect(visit.startMs).toBeGreaterThan(visits[index - 1]?.endMs ?? 0);
        const inside = own.filter((event) => event.visit === index);
        expect(inside).toHaveLength(visit.events);
        expect(inside.some(({ isConversion }) => isConversion)).toBe(visit.converted);
        for (const event of inside) {
          expect(event.trueTimestampMs).toBeGreaterThanOrEqual(visit.startMs);
          expect(event.trueTimestampMs).toBeLessThanOrEqual(visit.endMs);
          expect([event.deviceId, event.person, event.cohort]).toEqual([visit.deviceId, visit.person, visit.cohort]);
        }
      }
    }
  });

  test('sessions are what the events say, and so is what joins them with visits', () => {
    for (const { visits, sessions, visitSessions, events: own } of made) {
      const inOrder = [...own].sort((one, other) => one.trueTimestampMs - other.trueTimestampMs);
      for (const session of sessions) {
        const inside = inOrder.filter(
          ({ sessionId, deviceId }) => sessionId === session.sessionId && deviceId === session.deviceId,
        );
        expect(session).toMatchObject({
          events: inside.length,
          startMs: inside[0]?.trueTimestampMs,
          endMs: inside.at(-1)?.trueTimestampMs,
          pages: inside.filter(({ type }) => type === 'page' || type === 'screen').length,
          conversions: inside.filter(({ isConversion }) => isConversion).length,
        });
        expect(session.revenue).toBeCloseTo(
          inside.reduce((sum, { revenue = 0 }) => sum + revenue, 0),
          6,
        );
        expect(inside.filter(({ sessionStart }) => sessionStart === true)).toEqual([inside[0]]);
      }
      for (const part of visitSessions) {
        const visit = visits.findIndex(({ visitId }) => visitId === part.visitId);
        const inside = own.filter((event) => event.visit === visit && event.sessionId === part.sessionId);
        expect(inside).toHaveLength(part.events);
      }
      const total = (rows: readonly { readonly events: number }[]): number =>
        rows.reduce((sum, row) => sum + row.events, 0);
      expect([total(sessions), total(visits), total(visitSessions)]).toEqual([own.length, own.length, own.length]);
    }
  });
});

/** Pauses between two events that follow each other on one device, with whether the session changes. */
function pausesOf({ events: own }: UserData): { pauseMs: number; isNew: boolean; before: EventRow; after: EventRow }[] {
  return [...new Set(own.map(({ deviceId }) => deviceId))].flatMap((device) => {
    const onDevice = own
      .filter(({ deviceId }) => deviceId === device)
      .sort((one, other) => one.trueTimestampMs - other.trueTimestampMs);
    return onDevice.slice(1).flatMap((after, index) => {
      const before = onDevice[index];
      if (before === undefined) return [];
      const isNew = after.sessionId !== before.sessionId;
      return [{ pauseMs: after.trueTimestampMs - before.trueTimestampMs, isNew, before, after }];
    });
  });
}

describe('the rule makes sessions of what users do', () => {
  test('on the web a pause beyond the timeout ends one, and otherwise only another user or a log-out', () => {
    const pauses = users.flatMap(pausesOf);
    const beyond = pauses.filter(({ pauseMs }) => pauseMs > 1_800_000);
    expect(beyond.length).toBeGreaterThan(500);
    expect(beyond.filter(({ isNew }) => !isNew)).toEqual([]);
    const others = pauses.filter(({ pauseMs, isNew }) => isNew && pauseMs <= 1_800_000);
    const isAnother = ({ before, after }: (typeof others)[number]): boolean =>
      before.userId !== undefined && before.userId !== after.userId;
    expect(others.filter((each) => each.before.state !== 'left' && !isAnother(each))).toEqual([]);
    expect(others.some(isAnother)).toBe(true);
  });

  test('on a phone a session ends only where the application comes to the foreground', () => {
    const beyond = game.flatMap(pausesOf).filter(({ pauseMs }) => pauseMs > 300_000);
    const changed = game.flatMap(pausesOf).filter(({ isNew, pauseMs }) => isNew && pauseMs <= 300_000);
    expect(changed).toEqual([]);
    // Who plays one level for long stays in the session.
    expect(beyond.some(({ isNew, before, after }) => !isNew && before.visit === after.visit)).toBe(true);
    expect(beyond.some(({ isNew, before, after }) => isNew && before.visit === after.visit)).toBe(true);
  });

  test('a timeout of the cohort is heeded', () => {
    const short = usersOf(populationOf(shopWith({ 'timeout: 30m': 'timeout: 2m', 'cutOff: 12h': 'cutOff: 2h' })), 60);
    const pauses = short.filter(isBuyer).flatMap(pausesOf);
    expect(pauses.filter(({ isNew, pauseMs }) => !isNew && pauseMs > 120_000)).toEqual([]);
  });
});

describe('what is configured is what comes out', () => {
  test('cohorts, time zones and devices', () => {
    const many = usersOf(shop, 1_500, 1);
    expect(Math.abs(shareOf(many, isBuyer) - 0.6)).toBeLessThan(0.04);
    const buyers = many.filter(isBuyer);
    expect(Math.abs(shareOf(buyers, ({ user }) => user.timeZone === 'Europe/Berlin') - 0.7)).toBeLessThan(0.05);
    expect(Math.abs(shareOf(buyers, ({ user }) => user.devices === 2) - 0.4)).toBeLessThan(0.05);
    expect(new Set(many.filter((each) => !isBuyer(each)).map(({ user }) => user.timeZone))).toEqual(
      new Set(['Asia/Tokyo']),
    );
  });

  test('conversions, with their worth', () => {
    const paid = events.filter(({ state, type }) => state === 'paid' && type === 'track');
    expect(paid.length).toBeGreaterThan(100);
    expect(paid.every(({ isConversion, name }) => isConversion && name === 'Order Completed')).toBe(true);
    for (const { revenue, properties } of paid) expect(new Map(properties).get('revenue')).toBe(revenue);
    const revenues = paid.map(({ revenue = 0 }) => revenue);
    expect(revenues.every((revenue) => Math.abs(Math.round(revenue * 100) - revenue * 100) < 1e-6)).toBe(true);
    expect(shareOf(revenues, (revenue) => revenue < 40)).toBeCloseTo(0.5, 0);
    const orders = paid.map(({ properties }) => new Map(properties).get('order_id'));
    expect(new Set(orders).size).toBe(orders.length);
    expect(orders[0]).toMatch(/^order-[ug]\d{7}-\d+$/);
    const byCard = shareOf(paid, ({ properties }) => new Map(properties).get('payment') === 'card');
    expect(Math.abs(byCard - 0.75)).toBeLessThan(0.12);
  });

  test('transitions and dwell times', () => {
    const following = users.filter(isBuyer).flatMap(({ events: own }) =>
      own.flatMap((event, index) => {
        const next = own.slice(index + 1).find(({ visit }) => visit === event.visit);
        return event.state === 'home' ? [[event, next] as const] : [];
      }),
    );
    expect(Math.abs(shareOf(following, ([, next]) => next?.state === 'product') - 0.7)).toBeLessThan(0.05);
    const dwells = following.flatMap(([event, next]) =>
      next === undefined ? [] : [next.trueTimestampMs - event.trueTimestampMs],
    );
    expect(Math.abs(shareOf(dwells, (dwell) => dwell < 40_000) - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(shareOf(dwells, (dwell) => dwell > 180_000) - 0.1)).toBeLessThan(0.04);
  });

  test('the baseline of the benchmark has four sessions of five events for a user', () => {
    const made = usersOf(readPopulation('bench/baseline-population.yaml'), 400, 30);
    expect(Math.abs(mean(made.map(({ sessions }) => sessions.length)) - 4.4)).toBeLessThan(0.5);
    expect(Math.abs(mean(made.map(({ events: own }) => own.length)) - 21.7)).toBeLessThan(2.5);
  });
});

describe('who somebody is', () => {
  const guests = usersOf(shopWithDirt('sharedDevice: { share: 0.5 }'), 120);

  test('is unknown until identified, on each device, and the same person has one id on all of them', () => {
    for (const { user, events: own } of users) {
      const ids = new Set(own.filter(({ person }) => person === user.person).map(({ userId }) => userId));
      expect([...ids].filter((id) => id?.startsWith('u')).length).toBeLessThanOrEqual(1);
      if (user.userId !== undefined) expect(ids).toContain(user.userId);
    }
    const identifies = events.filter(({ type }) => type === 'identify');
    expect(identifies.length).toBeGreaterThan(50);
    expect(identifies.every(({ name, userId }) => name === '' && userId !== undefined)).toBe(true);
    expect(
      users.filter(
        ({ events: own }) =>
          new Set(own.filter(({ userId }) => userId !== undefined).map(({ deviceId }) => deviceId)).size > 1,
      ).length,
    ).toBeGreaterThan(0);
  });

  test('is forgotten with a log-out, which makes another visitor and another session', () => {
    const pairs = users.flatMap(pausesOf).filter(({ before }) => before.state === 'left');
    expect(pairs.length).toBeGreaterThan(20);
    for (const { before, after } of pairs) {
      expect(after.anonymousId).not.toBe(before.anonymousId);
      expect(after.sessionId).not.toBe(before.sessionId);
    }
    expect(pairs.some(({ after }) => after.person >= firstGuest)).toBe(true);
  });

  test('may be another person on the same device, who has a row as well', () => {
    const shared = guests.filter(({ guest }) => guest !== undefined);
    expect(shared.length).toBeGreaterThan(20);
    for (const { user, guest, events: own, visits } of shared) {
      expect(guest?.person).toBe(user.person + firstGuest);
      const others = own.filter(({ person }) => person === guest?.person);
      expect(others.length).toBeGreaterThan(0);
      expect(guest?.arrivedMs).toBe(visits.find(({ person }) => person === guest?.person)?.startMs);
    }
    const switched = guests
      .flatMap(pausesOf)
      .filter(
        ({ after, before }) =>
          after.type === 'identify' && before.userId !== undefined && before.userId !== after.userId,
      );
    expect(switched.length).toBeGreaterThan(0);
    expect(switched.every(({ isNew }) => isNew)).toBe(true);
  });
});
