import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textColumns } from '../../../src/warehouse/read/column-choice.js';
import { SessionCutter } from '../../../src/warehouse/session-cutter.js';
import { ColumnarCutter } from '../../../src/warehouse/sessionize/columnar-cutter.js';
import { batchOf, givenEvents, givenRules } from '../given-events.js';

const has = new Set(textColumns);

describe('the sessions of many users at once', () => {
  test('begin where the plain reading of the rules says', () => {
    fc.assert(
      fc.property(givenRules, givenEvents(60), (rules, events) => {
        const ordered = events.toSorted((one, other) => one.timeMs - other.timeMs);
        const plain = new Map<number, SessionCutter>();
        const begins = ordered.map(({ user, timeMs, campaign }) => {
          const cutter = plain.get(user) ?? new SessionCutter(rules);
          plain.set(user, cutter);
          return cutter.next({ timeMs, campaign: campaign === 0 ? '' : String(campaign) }) !== undefined;
        });
        const cutter = new ColumnarCutter(rules, has);
        const labels = new Int32Array(ordered.length);
        expect(cutter.take(batchOf(ordered), 9, labels)).toBeUndefined();
        expect([...labels].map((label) => label < 0)).toEqual(begins);
        const counts = [...labels].map((label) => cutter.sessions.counts[label < 0 ? ~label : label]);
        expect(counts.every((count) => count !== undefined && count > 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('are the same however the events are cut into batches, and when a user goes on in another cutter', () => {
    fc.assert(
      fc.property(givenRules, givenEvents(40), fc.integer({ min: 0, max: 40 }), (rules, events, cut) => {
        const whole = new ColumnarCutter(rules, has, new Set([2]));
        whole.take(batchOf(events), 9);
        const first = new ColumnarCutter(rules, has, new Set([2]));
        first.take(batchOf(events.slice(0, cut)), 9);
        const second = new ColumnarCutter(rules, has, new Set([2]));
        for (let user = 1; user <= 4; user++) {
          const state = first.stateOf(user);
          if (state !== undefined) second.restore(user, state);
        }
        second.take(batchOf(events.slice(cut)), 9);
        const last = rowsOf(second);
        const closed = rowsOf(first).filter(
          ({ user, index }) => !last.some((row) => row.user === user && row.index === index),
        );
        expect(sorted([...closed, ...last])).toEqual(sorted(rowsOf(whole)));
      }),
      { numRuns: 200 },
    );
  });

  test('are taken away when they are over, and the rest goes on', () => {
    const events = [0, 1, 2, 3].map((hours) => ({
      user: 1,
      timeMs: hours * 3_600_000,
      campaign: 0,
      page: 0,
      event: 1,
    }));
    const cutter = new ColumnarCutter({ timeoutMs: 1_800_000, boundary: 'exclusive' }, has);
    cutter.take(batchOf([...events.slice(0, 3), { user: 2, timeMs: 5, campaign: 0, page: 0, event: 1 }]), 9);
    const taken: number[] = [];
    cutter.takeClosed((sessions, places) => {
      taken.push(...[...places].map((place) => sessions.startsMs[place] as number));
    });
    expect(taken).toEqual([0, 3_600_000]);
    cutter.take(batchOf(events.slice(3)), 9);
    expect(rowsOf(cutter).map(({ user, index }) => [user, index])).toEqual([
      [1, 3],
      [2, 1],
      [1, 4],
    ]);
  });

  test('stop at an event that is earlier than the one before of its user', () => {
    const events = [5, 4].map((timeMs) => ({ user: 1, timeMs, campaign: 0, page: 0, event: 1 }));
    const cutter = new ColumnarCutter({ timeoutMs: 1_800_000, boundary: 'exclusive' }, has);
    expect(cutter.take(batchOf(events), 1)).toBe(1);
  });
});

test('a session has its pages, its campaign and its conversions', () => {
  const cutter = new ColumnarCutter({ timeoutMs: 1_800_000, boundary: 'exclusive' }, has, new Set([2]));
  const event = { user: 1, campaign: 0, event: 1 };
  cutter.take(
    batchOf([
      { ...event, timeMs: 0, page: 0, campaign: 7 },
      { ...event, timeMs: 1, page: 5 },
      { ...event, timeMs: 2, page: 5, event: 2 },
      { ...event, timeMs: 3, page: 6, campaign: 8 },
      { ...event, timeMs: 4, page: 0, event: 2 },
      { ...event, timeMs: 5, page: 5 },
      { ...event, timeMs: 9_000_000, page: 0 },
      { ...event, timeMs: 9_000_001, page: 9, campaign: 7 },
      { ...event, timeMs: 19_000_000, page: 0 },
    ]),
    1,
  );
  const shown = rowsOf(cutter).map(({ pageCount, entry, exit, campaign, conversions }) => ({
    pageCount,
    entry,
    exit,
    campaign,
    conversions,
  }));
  expect(shown).toEqual([
    { pageCount: 3, entry: 5, exit: 5, campaign: 7, conversions: 2 },
    // The first campaign of the session counts before the one that was named before it.
    { pageCount: 1, entry: 9, exit: 9, campaign: 7, conversions: 0 },
    { pageCount: 0, entry: 0, exit: 0, campaign: 7, conversions: 0 },
  ]);
});

function rowsOf({ sessions }: ColumnarCutter) {
  return Array.from({ length: sessions.length }, (_, place) => ({
    user: sessions.users[place] as number,
    index: sessions.indices[place] as number,
    tie: sessions.ties[place],
    startMs: sessions.startsMs[place],
    endMs: sessions.endsMs[place],
    count: sessions.counts[place],
    pageCount: sessions.pageCounts[place],
    entry: sessions.entries[place],
    exit: sessions.exits[place],
    campaign: Math.abs(sessions.campaigns[place] as number),
    conversions: sessions.conversions[place],
  }));
}

function sorted<Row extends { readonly user: number; readonly index: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => one.user - other.user || one.index - other.index);
}
