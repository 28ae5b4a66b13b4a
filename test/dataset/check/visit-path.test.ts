import { expect, test } from 'vitest';
import { visitPaths } from '../../../src/dataset/check/visit-path.js';
import type { EventRow, UserData } from '../../../src/dataset/rows.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';

const user = plainUsers(shop, 40, 14).find(
  ({ user, visits, lost }) => !user.isBot && lost === 0 && visits.some(({ events }) => events > 2),
) as UserData;
const visit = user.visits.findIndex(({ events }) => events > 2);
const pathOf = (events: readonly EventRow[]) => visitPaths({ ...user, events })[visit];

test('the events of a visit are in true order, however they arrived, and each is there once', () => {
  const path = pathOf([...user.events].reverse());
  const times = path?.events.map(({ trueTimestampMs }) => trueTimestampMs) ?? [];
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times).toHaveLength(user.visits[visit]?.events ?? 0);
  expect(path?.isWhole).toBe(true);
});

test('a visit is not whole when an event was lost, or when the SDK is faulty', () => {
  const first = user.events.find((event) => event.visit === visit);
  expect(pathOf(user.events.filter((event) => event !== first))?.isWhole).toBe(false);
  const faulty = user.events.map((event) => ({ ...event, dirt: { ...event.dirt, faultySdk: true } }));
  expect(pathOf(faulty)?.isWhole).toBe(false);
});

test('calls that identify belong to no state, and hand the label of a pause on to the event that follows', () => {
  const [first, second] = user.events.filter((event) => event.visit === visit && !event.dirt.duplicate) as [
    EventRow,
    EventRow,
  ];
  const identify: EventRow = {
    ...second,
    type: 'identify',
    trueTimestampMs: second.trueTimestampMs - 1,
    dirt: { ...second.dirt, boundaryGap: true },
  };
  const path = pathOf([first, identify, second]);
  expect(path?.events).toEqual([first, second]);
  expect([...(path?.afterBoundary ?? [])]).toEqual([second]);
});

test('bots follow no journey', () => {
  expect(visitPaths({ ...user, user: { ...user.user, isBot: true } })).toEqual([]);
});
