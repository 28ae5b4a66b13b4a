import { expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { load, observe, policyWith, startMs, timelineOf, timeoutMs, track, wait } from './timelines.js';

/**
 * A second opinion about automatic sessions of one client that loads once and then only sends events and waits. It
 * works on a batch of instants, as a query in a warehouse would, and shares nothing with the engine.
 */
interface Point {
  readonly atMs: number;
  /** A load is a sign of life under the later edition, but no message shows it. */
  readonly isEvent: boolean;
}

function batchSessions(points: readonly Point[], isGap: (distanceMs: number) => boolean): [number, boolean][] {
  const sorted = [...points].sort((left, right) => left.atMs - right.atMs);
  const sessions: Point[][] = [];
  for (const [index, point] of sorted.entries()) {
    const distanceMs = point.atMs - (sorted[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY);
    if (isGap(distanceMs)) sessions.push([]);
    sessions.at(-1)?.push(point);
  }
  return sessions.flatMap((session) =>
    session.filter(({ isEvent }) => isEvent).map((_, index): [number, boolean] => [session[0]?.atMs ?? 0, index === 0]),
  );
}

const event = 'event';
type Word = typeof event | number;
const alphabet: readonly Word[] = [event, timeoutMs - 1, timeoutMs, timeoutMs + 1];

/** All sequences of up to `longest` words. */
function sequences(longest: number): Word[][] {
  if (longest === 0) return [[]];
  const shorter = sequences(longest - 1);
  const oneMore = shorter.filter(({ length }) => length === longest - 1);
  return [...shorter, ...oneMore.flatMap((words) => alphabet.map((word) => [...words, word]))];
}

const all = sequences(5);

test.each([
  ['2022-12', 'exclusive'],
  ['2022-12', 'inclusive'],
  ['2026-11', 'exclusive'],
  ['2026-11', 'inclusive'],
] as const)('edition %s, %s boundary: all timelines of up to five steps', (edition, boundary) => {
  expect(all).toHaveLength(1 + 4 + 16 + 64 + 256 + 1_024);
  const policy = policyWith({ boundary });
  const rules = rulesFor(policy, edition);
  const isGap = (distanceMs: number): boolean =>
    boundary === 'exclusive' ? distanceMs > timeoutMs : distanceMs >= timeoutMs;
  const disagreements = all.filter((words) => {
    let atMs = startMs;
    const points: Point[] = edition === '2026-11' ? [{ atMs, isEvent: false }] : [];
    for (const word of words) {
      if (word === event) points.push({ atMs, isEvent: true });
      else atMs += word;
    }
    const steps = [load(), ...words.map((word) => (word === event ? track : wait(word)))];
    const observed = observe(simulate(timelineOf(steps), policy, rules)).map(({ id, start }) => [id, start === true]);
    return JSON.stringify(observed) !== JSON.stringify(batchSessions(points, isGap));
  });
  expect(disagreements).toEqual([]);
});
