import { expect, test } from 'vitest';
import { beginSession, isBeyond, recordActivity, recordEvent } from '../../src/engine/session.js';

test.each([
  [999, 'exclusive', false],
  [1_000, 'exclusive', false],
  [1_001, 'exclusive', true],
  [999, 'inclusive', false],
  [1_000, 'inclusive', true],
  [1_001, 'inclusive', true],
] as const)('%d ms, with an %s boundary at 1000 ms: beyond is %s', (durationMs, boundary, expected) => {
  expect(isBeyond(durationMs, 1_000, boundary)).toBe(expected);
});

test('a session begins with its marker pending, and its start is its first activity', () => {
  expect(beginSession(5, 'manual', 70)).toEqual({
    id: 5,
    mode: 'manual',
    startedAtMs: 70,
    lastActivityMs: 70,
    startPending: true,
  });
});

test('an event moves the activity, takes the marker and changes nothing else', () => {
  const session = beginSession(5, 'automatic', 70);
  expect(recordEvent(session)).toEqual({ ...session, startPending: false });
  expect(recordEvent(recordEvent(session))).toEqual(recordEvent(session));
  expect(recordActivity(session, 90)).toEqual({ ...session, lastActivityMs: 90 });
  const cutOff = { ...session, cutOffEndsMs: 500 };
  expect(recordActivity(cutOff, 90)).toEqual({ ...cutOff, lastActivityMs: 90 });
  expect(session).toEqual(beginSession(5, 'automatic', 70));
});
