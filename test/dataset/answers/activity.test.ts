import { expect, test } from 'vitest';
import { afterDuration, afterPause, cut, eventsByDevice } from '../../../src/dataset/answers/activity.js';
import type { EventRow, UserData } from '../../../src/dataset/rows.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';

const event = (timestampMs: number, deviceId = 'd1', duplicate = false): EventRow =>
  ({ timestampMs, deviceId, dirt: { duplicate } }) as EventRow;
const userWith = (events: EventRow[]): UserData => ({ ...(plainUsers(shop, 1, 1)[0] as UserData), events });
const lengths = (sessions: readonly (readonly EventRow[])[]): number[] => sessions.map(({ length }) => length);

test('each device has its events once, in the order of their timestamps', () => {
  const events = [event(5), event(3, 'd2'), event(1), event(1, 'd1', true)];
  const devices = eventsByDevice(userWith(events));
  expect([...devices].map(([id, each]) => [id, each.map(({ timestampMs }) => timestampMs)])).toEqual([
    ['d1', [1, 5]],
    ['d2', [3]],
  ]);
});

test('a pause of exactly the timeout does not end a session', () => {
  const events = [0, 10, 20, 31].map((timestampMs) => event(timestampMs));
  expect(lengths(cut(events, afterPause(10)))).toEqual([3, 1]);
});

test('a session of a duration ends whatever happens in it', () => {
  const events = [0, 9, 10, 19, 20].map((timestampMs) => event(timestampMs));
  expect(lengths(cut(events, afterDuration(10)))).toEqual([2, 2, 1]);
});
