import { describe, expect, test } from 'vitest';
import { leavesAt } from '../../src/dataset/delivery.js';
import { type DirtLabels, type EventRow, messageIdOf, type UserData } from '../../src/dataset/rows.js';
import { populationOf, shopText } from './population-text.js';
import { eventsOf, shareOf, shopWithDirt, usersOf } from './users.js';

const count = 80;
const clean = usersOf(populationOf(shopText), count);
const cleanEvents = new Map(eventsOf(clean).map((event) => [messageIdOf(event), event]));

/** What a dial touches has its label, and what has no label is as it is without the dial. */
function expectOnlyTouched(users: readonly UserData[], label: keyof DirtLabels): EventRow[] {
  const events = eventsOf(users);
  const touched = events.filter(({ dirt }) => dirt[label]);
  expect(touched.length).toBeGreaterThan(20);
  const untouched = events.filter(({ dirt }) => !dirt[label]);
  expect(untouched.filter((event) => !isSame(event, cleanEvents.get(messageIdOf(event))))).toEqual([]);
  expect(touched.filter(({ dirt }) => Object.values(dirt).filter((is) => is).length !== 1)).toEqual([]);
  return touched;
}

/** As texts they are compared many times as fast. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function cleanOf(spoilt: EventRow): EventRow {
  const event = cleanEvents.get(messageIdOf(spoilt));
  if (event === undefined) throw new Error('there is no such event without dirt');
  return event;
}

describe('a dial changes what has its label, and nothing else', () => {
  test('late: the device was offline, and the pipeline corrects the time all the same', () => {
    const touched = expectOnlyTouched(usersOf(shopWithDirt('late: { share: 0.1, delay: 1h }'), count), 'late');
    expect(Math.abs(touched.length / cleanEvents.size - 0.1)).toBeLessThan(0.03);
    for (const event of touched) {
      const { receivedAtMs, sentAtMs, dirt } = cleanOf(event);
      expect(event).toEqual({
        ...cleanOf(event),
        receivedAtMs: receivedAtMs + 3_600_000,
        sentAtMs: sentAtMs + 3_600_000,
        dirt: { ...dirt, late: true },
      });
    }
  });

  test('duplicated: the copy is told from the original, and has its message id', () => {
    const users = usersOf(shopWithDirt('duplicated: { share: 0.1, delay: { exponential: 1m } }'), count);
    const copies = expectOnlyTouched(users, 'duplicate');
    expect(eventsOf(users)).toHaveLength(cleanEvents.size + copies.length);
    expect(Math.abs(copies.length / cleanEvents.size - 0.1)).toBeLessThan(0.03);
    for (const copy of copies) expect(copy.receivedAtMs).toBeGreaterThan(cleanOf(copy).receivedAtMs);
    expect(users.filter(({ sessions }, index) => !isSame(sessions, clean[index]?.sessions))).toEqual([]);
  });

  test('reordered: it arrives a millisecond after the next one of its visit', () => {
    const users = usersOf(shopWithDirt('reordered: { share: 0.2 }'), count);
    const touched = expectOnlyTouched(users, 'reordered');
    for (const event of touched) {
      const own = clean.find(({ user }) => user.person === event.person % 1_000_000_000)?.events ?? [];
      const inOrder = own.filter(({ visit }) => visit === event.visit);
      const next = inOrder[inOrder.indexOf(cleanOf(event)) + 1];
      expect(event.receivedAtMs).toBe((next?.receivedAtMs ?? 0) + 1);
    }
  });

  test('lost: events are missing, and what happened on the device is told all the same', () => {
    const users = usersOf(shopWithDirt('lost: { share: 0.1 }'), count);
    const events = eventsOf(users);
    expect(events.filter((event) => !isSame(event, cleanOf(event)))).toEqual([]);
    const lost = users.reduce((sum, each) => sum + each.lost, 0);
    expect(events.length + lost).toBe(cleanEvents.size);
    expect(Math.abs(lost / cleanEvents.size - 0.1)).toBeLessThan(0.03);
    for (const [index, { sessions, visits }] of users.entries()) {
      expect(isSame([sessions, visits], [clean[index]?.sessions, clean[index]?.visits])).toBe(true);
    }
  });

  test('missing ids: the anonymous id is empty', () => {
    const users = usersOf(shopWithDirt('missingId: { share: 0.1 }'), count);
    const touched = expectOnlyTouched(users, 'missingId');
    expect(Math.abs(touched.length / cleanEvents.size - 0.1)).toBeLessThan(0.03);
    for (const event of touched) {
      expect(event).toEqual({ ...cleanOf(event), anonymousId: '', dirt: { ...cleanOf(event).dirt, missingId: true } });
    }
  });

  test('skewed clocks: all that the device writes, by the same distance, and never the corrected time', () => {
    const users = usersOf(shopWithDirt('skewedClock: { share: 0.3, offset: { uniform: [-2h, 2h] } }'), count);
    const touched = expectOnlyTouched(users, 'skewedClock');
    const offsets = new Map(
      touched.map((event) => [event.deviceId, event.originalTimestampMs - event.trueTimestampMs]),
    );
    expect(new Set(offsets.values()).size).toBeGreaterThan(3);
    for (const event of touched) {
      const offset = offsets.get(event.deviceId) ?? 0;
      const before = cleanOf(event);
      expect(event).toEqual({
        ...before,
        originalTimestampMs: before.originalTimestampMs + offset,
        sentAtMs: before.sentAtMs + offset,
        sessionId: Number(before.sessionId) + offset,
        dirt: { ...before.dirt, skewedClock: true },
      });
    }
  });

  test('jumping clocks: from the jump on, and until a session begins that knows nothing of it', () => {
    const users = usersOf(shopWithDirt('jumpingClock: { share: 0.15, offset: { uniform: [-3h, 3h] } }'), count);
    const touched = expectOnlyTouched(users, 'jumpedClock');
    expect(touched.some(({ originalTimestampMs, trueTimestampMs }) => originalTimestampMs > trueTimestampMs)).toBe(
      true,
    );
    expect(touched.some((event) => event.sessionId !== cleanOf(event).sessionId)).toBe(true);
  });

  test('crashes: what comes after, until a session begins that knows nothing of it', () => {
    const touched = expectOnlyTouched(usersOf(shopWithDirt('crashes: { share: 0.3 }'), count), 'afterCrash');
    const visits = new Set(touched.map(({ person, visit }) => `${person}/${visit}`));
    expect(visits.size).toBeGreaterThan(20);
  });

  test('a shared device: all that is done with it', () => {
    const touched = expectOnlyTouched(usersOf(shopWithDirt('sharedDevice: { share: 0.3 }'), count), 'sharedDevice');
    expect(touched.some(({ person }) => person >= 1_000_000_000)).toBe(true);
    expect(touched.every(({ deviceId }) => deviceId.endsWith('-1'))).toBe(true);
  });

  test('a faulty SDK: all that its device sends', () => {
    const users = usersOf(shopWithDirt('fault: { share: 0.4, id: no-marker }'), count);
    const touched = expectOnlyTouched(users, 'faultySdk');
    expect(touched.every(({ sessionStart }) => sessionStart === undefined)).toBe(true);
    expect(users.filter(({ sessions }, index) => !isSame(sessions, clean[index]?.sessions))).toEqual([]);
  });

  test('bots: whole users, who are quick, and never pay', () => {
    const users = usersOf(shopWithDirt('bots: { share: 0.1, eventsPerVisit: { uniform: [20, 40] } }'), count);
    const bots = users.filter(({ user }) => user.isBot);
    expect(bots.length).toBeGreaterThan(5);
    expect(users.filter((user, index) => !user.user.isBot && !isSame(user, clean[index]))).toEqual([]);
    const events = eventsOf(bots);
    expect(events.every(({ dirt, isConversion, userId }) => dirt.bot && !isConversion && userId === undefined)).toBe(
      true,
    );
    const hours = events.map(({ trueTimestampMs }) => new Date(trueTimestampMs).getUTCHours());
    expect(shareOf(hours, (hour) => hour < 6)).toBeGreaterThan(0.05);
    for (const { visits } of bots) {
      for (const { events: fetched } of visits) expect(fetched).toBeGreaterThanOrEqual(20);
    }
  });

  test('boundary gaps: exactly the timeout, a millisecond less or more, for users with the label only', () => {
    const users = usersOf(shopWithDirt('boundaryGaps: { share: 0.1 }'), count);
    const gaps = new Map<number, boolean>();
    for (const [index, { events }] of users.entries()) {
      if (events.every(({ dirt }) => !dirt.boundaryGap)) {
        expect(isSame(events, clean[index]?.events)).toBe(true);
        continue;
      }
      for (const [at, event] of events.entries()) {
        const before = events.slice(0, at).findLast(({ deviceId }) => deviceId === event.deviceId);
        if (!event.dirt.boundaryGap || before === undefined || event.cohort !== 'buyers') continue;
        gaps.set(event.trueTimestampMs - before.trueTimestampMs, event.sessionId !== before.sessionId);
      }
    }
    expect(new Map([...gaps].sort())).toEqual(
      new Map([
        [1_799_999, false],
        [1_800_000, false],
        [1_800_001, true],
      ]),
    );
  });

  test('all of them together keep the labels apart', () => {
    const users = usersOf(
      shopWithDirt('late: { share: 0.1, delay: 1h }', 'lost: { share: 0.1 }', 'missingId: { share: 0.1 }'),
      count,
    );
    const alone = eventsOf(usersOf(shopWithDirt('late: { share: 0.1, delay: 1h }'), count));
    const late = new Set(alone.filter(({ dirt }) => dirt.late).map(messageIdOf));
    expect(eventsOf(users).filter((event) => event.dirt.late !== late.has(messageIdOf(event)))).toEqual([]);
  });
});

test('a page sends at once, an application every ten seconds', () => {
  expect(leavesAt('web', 5_000, 0)).toBe(5_010);
  expect([0, 9_999, 10_000].map((at) => leavesAt('mobile', 1_000 + at, 1_000))).toEqual([11_000, 11_000, 21_000]);
});
