import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import { type Continued, continueSessions } from '../../../src/warehouse/sessionize/continue-sessions.js';
import { readState, type StateOwner, writeState } from '../../../src/warehouse/sessionize/saved-state.js';
import { SessionWriter } from '../../../src/warehouse/sessionize/session-table.js';
import { batchOf, type Given, givenEvents, givenRules, timeoutMs } from '../given-events.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

const columns: EventColumns = {
  user: ['user'],
  time: 'time',
  timeUnit: 'ms',
  timeZone: 'UTC',
  onError: 'stop',
  texts: new Map([
    ['campaign', 'campaign'],
    ['page', 'page'],
    ['event', 'event'],
  ]),
};

const latenessMs = 6 * timeoutMs;

const read: StateOwner['columns'] = {
  user: ['user'],
  time: 'time',
  timeUnit: 'ms',
  timeZone: 'UTC',
  texts: { campaign: 'campaign', page: 'page', event: 'event' },
};

function ownerOf(rules: SessionRules): StateOwner {
  return { rules, latenessMs, conversions: ['2'], columns: read };
}

/** Goes on with some events, from a file and to it, with dictionaries of its own, as another process would. */
async function goOn(file: string, owner: StateOwner, events: readonly Given[]) {
  const texts = new EventTexts(columns);
  const rows: string[] = [];
  let writer: SessionWriter | undefined;
  const outcome: Continued = await continueSessions({
    owner,
    texts,
    before: await readState(file, owner, texts),
    read: async (sink) => {
      const codes = (column: 'campaign' | 'page' | 'event', number: number): number =>
        number === 0 ? 0 : (texts.texts.get(column)?.codeOfText(String(number)) ?? 0);
      const coded = events.map((event) => ({
        user: texts.users.codeOfText(`user ${event.user}`),
        timeMs: event.timeMs,
        campaign: codes('campaign', event.campaign),
        page: codes('page', event.page),
        event: codes('event', event.event),
      }));
      sink.take(batchOf(coded));
    },
    write(sessions, place, change) {
      writer ??= new SessionWriter(texts, true);
      writer.sessions = sessions;
      writer.row(place, change);
      rows.push(writer.writer.take().toString('utf8'));
    },
  });
  if (outcome.eventCount > 0) writeState(file, owner, outcome.state, texts);
  return { rows, outcome };
}

/** Applies what changed to a table, as a warehouse would. */
function merge(table: Map<string, string>, rows: readonly string[]): void {
  for (const row of rows) {
    const { change, ...session }: { change: string; session_id: string } = JSON.parse(row);
    if (change === 'removed') expect(table.delete(session.session_id)).toBe(true);
    else {
      expect(table.has(session.session_id)).toBe(change === 'changed');
      table.set(session.session_id, JSON.stringify(session));
    }
  }
}

/** Moves events later in the order in which they come, but by no more time than lateness allows. */
function delayed(events: readonly Given[], delays: readonly number[]): Given[] {
  return events
    .map((event, place) => ({ event, atMs: event.timeMs + (delays[place] ?? 0) * latenessMs }))
    .toSorted((one, other) => one.atMs - other.atMs)
    .map(({ event }) => event);
}

describe('sessions that go on from a file', () => {
  test('are those of a full run, however the events are cut into batches, late ones among them', async () => {
    const delays = fc.array(fc.constantFrom(0, 0, 0.25, 0.999), { minLength: 30, maxLength: 30 });
    const cuts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 });
    let number = 0;
    let lateCount = 0;
    await fc.assert(
      fc.asyncProperty(givenRules, givenEvents(30), delays, cuts, async (rules, events, delaysOf, cutsAt) => {
        const owner = ownerOf(rules);
        number += 1;
        const arriving = delayed(events, delaysOf);
        const whole = new Map<string, string>();
        merge(whole, (await goOn(path.join(folder, `whole-${number}`), owner, arriving)).rows);
        const table = new Map<string, string>();
        const bounds = [0, ...cutsAt.toSorted((one, other) => one - other), arriving.length];
        for (let index = 1; index < bounds.length; index++) {
          const batch = arriving.slice(bounds[index - 1], Math.max(bounds[index - 1] ?? 0, bounds[index] ?? 0));
          if (batch.length === 0) continue;
          const { rows, outcome } = await goOn(path.join(folder, `cut-${number}`), owner, batch);
          merge(table, rows);
          lateCount += outcome.lateCount;
          expect(outcome.tooLateCount).toBe(0);
        }
        expect([...table.values()].toSorted()).toEqual([...whole.values()].toSorted());
      }),
      { numRuns: 120 },
    );
    // Otherwise this would be a promise about nothing.
    expect(lateCount).toBeGreaterThan(50);
  });

  const rules: SessionRules = { timeoutMs, boundary: 'exclusive' };
  const event = { user: 1, campaign: 0, page: 0, event: 1 };

  test('tell what a late event changed, and keep what came too late out', async () => {
    const file = path.join(folder, 'late');
    const owner = ownerOf(rules);
    const hourMs = 3_600_000;
    const first = await goOn(
      file,
      owner,
      [0, 10 * hourMs, 11 * hourMs].map((timeMs) => ({ ...event, timeMs })),
    );
    expect(first.outcome.changes).toEqual({ new: 3, changed: 0, removed: 0 });
    // It closes the gap between two sessions, so that there is one of them less.
    const late = await goOn(file, owner, [
      { ...event, timeMs: 10.5 * hourMs },
      { ...event, timeMs: hourMs },
    ]);
    expect(late.outcome).toMatchObject({
      lateCount: 1,
      tooLateCount: 1,
      tooLate: [{ timeMs: hourMs }],
      latestBefore: { user: 'user 1', timeMs: 11 * hourMs },
      lateChanges: { new: 0, changed: 1, removed: 1 },
    });
    expect(late.rows.map((row) => JSON.parse(row))).toMatchObject([
      { change: 'changed', session_id: `user 1-${10 * hourMs}`, session_index: 2, events: 3, duration_ms: hourMs },
      { change: 'removed', session_id: `user 1-${11 * hourMs}` },
    ]);
  });

  test('go on only by the rules that they were cut by, and from a file that is a state', async () => {
    const file = path.join(folder, 'rules');
    await goOn(file, ownerOf(rules), [{ ...event, timeMs: 0 }]);
    await expect(goOn(file, ownerOf({ ...rules, timeoutMs: 1 }), [])).rejects.toThrow('other rules');
    const others: readonly Partial<StateOwner['columns']>[] = [
      { texts: { campaign: 'page', page: 'campaign', event: 'event' } },
      { timeZone: 'Europe/Berlin' },
      { timeUnit: 's' },
      { time: 'user', user: ['time'] },
    ];
    for (const changes of others) {
      const owner = { ...ownerOf(rules), columns: { ...read, ...changes } };
      await expect(goOn(file, owner, [])).rejects.toThrow('other rules or columns');
    }
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5));
    await expect(goOn(file, ownerOf(rules), [])).rejects.toThrow();
    for (const line of ['123', '["a",{"lastMs":1},[]]', '["a",null,[[1]]]', '{']) {
      const [header = ''] = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, `${header}\n${line}\n`);
      await expect(goOn(file, ownerOf(rules), [])).rejects.toThrow('rules:2 is no state of lapse sessionize');
    }
    writeFileSync(file, 'user,time\n');
    await expect(goOn(file, ownerOf(rules), [])).rejects.toThrow('no state of lapse sessionize');
  });
});
