import { expect, test } from 'vitest';
import { afterPause, cut, eventsByDevice } from '../../../src/dataset/answers/activity.js';
import { leastWrong, Timeouts, wrong } from '../../../src/dataset/answers/timeouts.js';
import { userGenerator } from '../../../src/dataset/generate-user.js';
import { shop } from '../shop.js';

const generate = userGenerator(shop, { seed: 1, days: 14 });
const users = Array.from({ length: 200 }, (_, user) => generate(user));
const timeoutsMs = [30_000, 300_000, 1_800_000, 86_400_000];
const timeouts = new Timeouts(timeoutsMs);
for (const user of users) timeouts.add(user);

test.each(timeoutsMs)('a timeout of %d ms makes the sessions that cutting by it makes', (timeoutMs) => {
  const sessions = users.flatMap((user) =>
    [...eventsByDevice(user)].flatMap(([device, events]) =>
      cut(events, afterPause(timeoutMs)).map((session) => ({ device, session })),
    ),
  );
  const parts = new Map<string, Set<unknown>>();
  let joined = 0;
  for (const { device, session } of sessions) {
    const visits = new Set(session.map(({ person, visit }) => `${person} ${visit}`));
    joined += visits.size - 1;
    for (const visit of visits)
      parts.set(visit, (parts.get(visit) ?? new Set()).add(`${device} ${session[0]?.timestampMs}`));
  }
  const outcome = timeouts.outcomes().find((each) => each.timeoutMs === timeoutMs);
  expect(outcome).toEqual({
    timeoutMs,
    sessions: sessions.length,
    cut: [...parts.values()].filter(({ size }) => size > 1).length,
    joined,
  });
  expect(timeouts.visits).toBe(parts.size);
});

test('the least wrong cuts and joins the fewest', () => {
  const outcomes = timeouts.outcomes();
  expect(wrong(leastWrong(outcomes))).toBe(Math.min(...outcomes.map(wrong)));
  expect(() => leastWrong([])).toThrow(RangeError);
});
