import { expect, test } from 'vitest';
import type { Answer, VerifyEvent } from '../../../src/warehouse/verify/event.js';
import { groupingOf, isSame } from '../../../src/warehouse/verify/grouping.js';

const event = (id: string, user: string | undefined = 'u1'): VerifyEvent => ({
  id,
  user,
  timeMs: 0,
  campaign: undefined,
});
const answer = (id: string, session: string | undefined): Answer => ({ event: id, session });
const three = [event('a'), event('b'), event('c')];

test('sessions are the same whatever they are called, and in whatever order they come', () => {
  const one = groupingOf(three, [answer('a', '1'), answer('b', '1'), answer('c', '2')]);
  const other = groupingOf(three, [answer('c', 'x'), answer('b', 'y'), answer('a', 'y')]);
  expect(one).toEqual(['a', 'a', 'c']);
  expect(isSame(one, other)).toBe(true);
  expect(isSame(one, groupingOf(three, [answer('a', '1'), answer('b', '2'), answer('c', '2')]))).toBe(false);
});

test('an event that is not returned, or more than once, is told apart', () => {
  expect(groupingOf(three, [answer('a', '1'), answer('c', '1'), answer('c', '1')])).toEqual(['a', 'lost', 'twice']);
});

test('an event without a user has no session of its own, but shares none either', () => {
  const nobody = [
    { ...event('a'), user: undefined },
    { ...event('b'), user: undefined },
  ];
  expect(groupingOf(nobody, [answer('a', undefined), answer('b', 'own')])).toEqual(['none', 'none']);
  expect(groupingOf(nobody, [answer('a', 'all'), answer('b', 'all')])).toEqual(['a', 'a']);
});

test('an event of a user without a session is not one that has its own', () => {
  expect(groupingOf([event('a')], [answer('a', undefined)])).toEqual(['none']);
  expect(groupingOf([event('a')], [answer('a', '1')])).toEqual(['a']);
});
