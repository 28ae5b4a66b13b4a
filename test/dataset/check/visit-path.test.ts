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

test('a visit is not whole when an event was lost, or after a crash', () => {
  const first = user.events.find((event) => event.visit === visit);
  expect(pathOf(user.events.filter((event) => event.messageId !== first?.messageId))?.isWhole).toBe(false);
  const crashed = user.events.map((event) =>
    event === first ? { ...event, dirt: { ...event.dirt, afterCrash: true } } : event,
  );
  expect(pathOf(crashed)).toMatchObject({ isWhole: false, hasCrashed: true });
});

test('calls that belong to no state are left out, and bots follow no journey', () => {
  const identified = user.events.map((event) => ({ ...event, type: 'identify' as const }));
  expect(pathOf(identified)?.events).toEqual([]);
  expect(visitPaths({ ...user, user: { ...user.user, isBot: true } })).toEqual([]);
});
