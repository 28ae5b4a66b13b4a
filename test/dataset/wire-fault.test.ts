import { expect, test } from 'vitest';
import { listSdkFaults } from '../../src/dataset/faults.js';
import type { EventRow } from '../../src/dataset/rows.js';
import { eventsOf, shopWithDirt, usersOf } from './users.js';

/** What the devices of a few users send when all of them have the fault. */
function eventsWith(fault: string, users = 12): EventRow[] {
  return eventsOf(usersOf(shopWithDirt(`fault: { share: 1, id: ${fault} }`), users, 6));
}

const right = eventsOf(usersOf(shopWithDirt('fault: { share: 0, id: no-marker }'), 12, 6));

test('what a faulty SDK does to messages is what arrives', () => {
  expect(right.length).toBeGreaterThan(50);
  expect(eventsWith('message-sent-twice')).toHaveLength(2 * right.length);
  const marked = right.filter(({ sessionStart }) => sessionStart === true).length;
  expect(eventsWith('opening-event-lost')).toHaveLength(right.length - marked);
  expect(eventsWith('campaign-dropped').some(({ campaign }) => campaign !== undefined)).toBe(false);
  expect(right.some(({ campaign }) => campaign !== undefined)).toBe(true);
  expect(eventsWith('id-as-text').every(({ sessionId }) => typeof sessionId === 'string')).toBe(true);
  expect(eventsWith('fields-outside-the-context').every(({ sessionId }) => sessionId === undefined)).toBe(true);
  expect(eventsWith('marker-as-text').filter(({ sessionStart }) => sessionStart === true)).toHaveLength(marked);
  expect(new Set(eventsWith('anonymous-id-of-the-moment').map(({ anonymousId }) => anonymousId)).size).toBe(
    right.length,
  );
});

test('what it decides about sessions shows in their number', () => {
  const sessions = (events: readonly EventRow[]): number =>
    new Set(events.map(({ deviceId, sessionId }) => `${deviceId}/${sessionId}`)).size;
  expect(sessions(eventsWith('midnight-ends-the-session'))).toBeGreaterThanOrEqual(sessions(right));
  expect(sessions(eventsWith('session-not-stored'))).toBeGreaterThan(sessions(right));
  expect(sessions(eventsWith('tabs-drift-apart'))).toBeGreaterThanOrEqual(sessions(right));
});

test('every fault can be chosen', () => {
  for (const id of listSdkFaults()) expect(() => eventsWith(id, 2), id).not.toThrow();
});
